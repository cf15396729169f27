import { EventEnvelope } from '@ouderportaal/bus/runtime';

/** How an event comes in: from the broker, from the producer's answer, or from what was set aside here. */
export const WAYS = ['stream', 'replay', 'dead-letter'] as const;
export type Way = (typeof WAYS)[number];

/**
 * - `unreadable`: no event;
 * - `foreign`: an event that this producer may not say;
 * - `misaddressed`: an event under another subject, position or organisation than it came with;
 * - `unkeepable`: an event that can neither be applied nor be set aside.
 */
export const REFUSALS = ['unreadable', 'foreign', 'misaddressed', 'unkeepable'] as const;
export type Refusal = (typeof REFUSALS)[number];

/** An event that was refused. */
export interface Refused {
  producer: string;
  way: Way;
  reason: Refusal;
  /** Position that the producer claims; null where it gives none. */
  position: number | null;
}

export type Acceptance =
  { envelope: EventEnvelope; refusal: null } | { envelope: null; refusal: Refusal };

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * The only way in for an event. The broker lets a producer speak under `<producer>.events.…` alone, so
 * that producer and subject of a message are proven; everything within it is the sender's own word, and
 * counts only where it agrees. `subject` is null for what came without a message of its own.
 */
export function acceptFrom(producer: string, subject: string | null, said: unknown): Acceptance {
  const envelope = read(said);
  if (!envelope) return refused('unreadable');
  if (!envelope.subject.startsWith(`${producer}.events.`)) return refused('foreign');
  if (subject !== null && subject !== envelope.subject) return refused('misaddressed');
  return { envelope, refusal: null };
}

/** What one answer to a replay holds. */
interface Replayed {
  envelopes: EventEnvelope[];
  /** Positions of what was refused: nothing else will ever stand there, so they are passed. */
  passed: number[];
  refused: Refused[];
}

/** Reads a producer's answer to "give me everything from here": positions must lie there and go up. */
export function acceptReplay(
  producer: string,
  said: readonly unknown[],
  { from, until }: { from: number; until: number },
): Replayed {
  const result: Replayed = { envelopes: [], passed: [], refused: [] };
  let previous = from - 1;
  for (const one of said) {
    const { envelope, refusal } = acceptFrom(producer, null, one);
    const position = positionIn(one) ?? previous + 1;
    const isInOrder = position > previous && position <= until;
    if (envelope && isInOrder) result.envelopes.push(envelope);
    else {
      const reason = isInOrder && refusal ? refusal : 'misaddressed';
      result.refused.push({ producer, way: 'replay', reason, position });
      if (isInOrder) result.passed.push(position);
    }
    if (isInOrder) previous = position;
  }
  return result;
}

/** Position that an unvalidated message claims. */
function positionIn(said: unknown): number | null {
  const { position } = (typeof said === 'object' && said ? said : {}) as { position?: unknown };
  return Number.isSafeInteger(position) ? (position as number) : null;
}

function refused(refusal: Refusal): Acceptance {
  return { envelope: null, refusal };
}

function read(said: unknown): EventEnvelope | null {
  try {
    const value: unknown = said instanceof Uint8Array ? JSON.parse(decoder.decode(said)) : said;
    return EventEnvelope.safeParse(value).data ?? null;
  } catch {
    return null;
  }
}
