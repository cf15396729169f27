import { type EventEnvelope, inSpan, startSpan } from '@ouderportaal/bus/runtime';
import type { DataSource } from 'typeorm';
import { type Acceptance, acceptFrom, type Refused, type Way } from './accept-from.js';
import { isUnavailable } from './constraints.js';
import {
  failAgain,
  keepLetter,
  type Letter,
  MAX_ATTEMPTS,
  reasonOf,
  SNAPSHOT,
} from './dead-letter.js';
import {
  inInboxTransaction,
  type InboxWork,
  lockWatermark,
  type TxFor,
} from './inbox-transaction.js';
import { prepared } from './prepared.js';
import type { Subscribers } from './subscribers.js';
import type { Tx } from './tx.js';

/** Trace of transactions on `dead_letter`, which no request caused. */
const UNTRACED = { requestId: '', traceparent: '' };

/** Events of one producer, as they came in. */
interface Batch {
  way: Way;
  envelopes: readonly EventEnvelope[];
  /** Positions of refused events: the watermark passes them. */
  passed?: readonly number[];
}

/** A position of the producer and its event. */
interface Place {
  position: number;
  envelope: EventEnvelope | null;
}

interface InboxOptions {
  dataSource: DataSource;
  subscribers: Subscribers;
  /** Told after a commit that left events in the outbox. */
  onEvents(): void;
  onRefused(refused: readonly Refused[]): void;
  /** How long an event that failed rests at first; four times as long each time after. */
  retryMs?: number;
}

/**
 * Applies events of one producer in order, each exactly once in effect: the inbox row, the effect and
 * the watermark are one transaction. An event that fails is set aside, so that it does not hold up others.
 */
export class InboxProcessor {
  private readonly dataSource: DataSource;
  private readonly subscribers: Subscribers;
  private readonly retryMs: number;

  constructor(private readonly options: InboxOptions) {
    this.dataSource = options.dataSource;
    this.subscribers = options.subscribers;
    this.retryMs = options.retryMs ?? 1_000;
  }

  /** How far this service has come with a producer's events. */
  async watermark(producer: string): Promise<number> {
    const [row] = await this.dataSource.query<{ position: number }[]>(
      'select position from inbox_watermark where producer = $1',
      [producer],
    );
    return row?.position ?? 0;
  }

  /**
   * Applies the part of a batch that follows the watermark without a gap; answers the watermark
   * afterwards. What was applied before is passed over.
   */
  async apply(producer: string, { way, envelopes, passed = [] }: Batch): Promise<number> {
    const ordered: Place[] = [
      ...envelopes.map((envelope) => ({ position: envelope.position, envelope })),
      ...passed.map((position) => ({ position, envelope: null })),
    ].sort((a, b) => a.position - b.position);
    try {
      return await this.applyTogether(producer, ordered, null);
    } catch (error) {
      if (isUnavailable(error)) throw error;
      return this.applyOneByOne(producer, ordered, way);
    }
  }

  private async applyOneByOne(
    producer: string,
    ordered: readonly Place[],
    way: Way,
  ): Promise<number> {
    let watermark = await this.watermark(producer);
    for (const place of ordered) {
      try {
        watermark = await this.applyTogether(producer, [place], null);
      } catch (error) {
        if (isUnavailable(error)) throw error;
        watermark = await this.setAside(producer, place, way, reasonOf(error));
      }
    }
    return watermark;
  }

  /** Writes a dead letter. An event that the database cannot even store is skipped, so that the queue goes on. */
  private async setAside(
    producer: string,
    place: Place,
    way: Way,
    reason: string,
  ): Promise<number> {
    const { position } = place;
    try {
      return await this.applyTogether(producer, [place], reason);
    } catch (error) {
      if (isUnavailable(error)) throw error;
      this.options.onRefused([{ producer, way, reason: 'unkeepable', position }]);
      return this.applyTogether(producer, [{ position, envelope: null }], null);
    }
  }

  /** With a `failure`, the events are set aside instead of applied. */
  private async applyTogether(
    producer: string,
    ordered: readonly Place[],
    failure: string | null,
  ): Promise<number> {
    return this.inTransaction(async (client, txFor, deferToCommit) => {
      const before = await lockWatermark(client, producer);
      const due = followingOn(before, ordered);
      const events = due.flatMap(({ envelope }) => envelope ?? []);
      if (failure === null) await this.applyAll(txFor, producer, events);
      else
        for (const one of events) {
          await keepLetter(await txFor(one), producer, one, {
            reason: failure,
            retryMs: this.retryMs,
          });
        }
      const position = due.at(-1)?.position ?? before;
      if (position > before) {
        const values = [producer, position];
        deferToCommit(
          prepared('update inbox_watermark set position = $2 where producer = $1', values),
        );
      }
      return position;
    });
  }

  /** Tries an event again that was set aside. */
  async retry(producer: string, letter: Letter): Promise<void> {
    const { envelope, refusal } = await this.reread(producer, letter);
    if (refusal === 'gone') return;
    if (!envelope) {
      this.options.onRefused([{ producer, way: 'dead-letter', reason: refusal, position: null }]);
      return this.failAgain(letter, `refused: ${refusal}`, MAX_ATTEMPTS);
    }
    try {
      await this.inTransaction(async (_client, txFor) => {
        // A fact of a snapshot is no event of the producer's order: the inbox knows nothing of it.
        if (envelope.requestId === SNAPSHOT) await this.applyNew(txFor, producer, [envelope]);
        else await this.applyAll(txFor, producer, [envelope]);
        const tx = await txFor(envelope);
        await tx.execute('delete from dead_letter where event_id = $1', [envelope.id]);
      });
    } catch (error) {
      if (isUnavailable(error)) throw error;
      await this.failAgain(letter, reasonOf(error));
    }
  }

  /** Reads a dead letter and validates it again, by the rules of this release. */
  private async reread(
    producer: string,
    { tenantId, eventId }: Letter,
  ): Promise<Acceptance | { envelope: null; refusal: 'gone' }> {
    const row = await this.inTransaction(async (_client, txFor) => {
      const tx = await txFor({ tenantId, ...UNTRACED });
      return tx.queryOne<{ envelope: unknown }>(
        'select envelope from dead_letter where event_id = $1 and producer = $2',
        [eventId, producer],
      );
    });
    if (!row) return { envelope: null, refusal: 'gone' };
    const accepted = acceptFrom(producer, null, row.envelope);
    const isSame = accepted.envelope?.id === eventId && accepted.envelope.tenantId === tenantId;
    if (accepted.envelope && !isSame) return { envelope: null, refusal: 'misaddressed' };
    return accepted;
  }

  private async failAgain(letter: Letter, reason: string, attempts = 1): Promise<void> {
    await this.inTransaction(async (_client, txFor) => {
      const tx = await txFor({ tenantId: letter.tenantId, ...UNTRACED });
      await failAgain(tx, { ...letter, reason, attempts, retryMs: this.retryMs });
    });
  }

  private inTransaction<T>(work: InboxWork<T>): Promise<T> {
    return inInboxTransaction(this.dataSource, () => this.options.onEvents(), work);
  }

  /** In order; an organisation's events share the statement that records them in the inbox. */
  private async applyAll(
    txFor: TxFor,
    producer: string,
    envelopes: readonly EventEnvelope[],
  ): Promise<void> {
    for (const ofTenant of byTenant(envelopes)) {
      const [first] = ofTenant;
      const isNew = await recordNew(await txFor(first), producer, ofTenant);
      const unknown = ofTenant.filter(({ id }) => isNew.delete(id));
      for (const run of this.subscribers.runsOf(producer, unknown)) {
        await this.applyNew(txFor, producer, run);
      }
    }
  }

  /** A span per run, child of the trace of its first event; what the run causes continues from it. */
  private applyNew(
    txFor: TxFor,
    producer: string,
    run: [EventEnvelope, ...EventEnvelope[]],
  ): Promise<void> {
    const [envelope] = run;
    const span = startSpan(`apply ${envelope.subject}`, envelope.traceparent, { kind: 'consumer' });
    let tx: Tx | undefined;
    return inSpan(
      span,
      async () => {
        tx = await txFor({ ...envelope, traceparent: span?.traceparent ?? envelope.traceparent });
        await this.subscribers.apply(tx, producer, run);
      },
      () => ({ 'portal.statements': tx?.statements ?? 0 }),
    );
  }
}

/** The places that follow a position without a gap. */
function followingOn(position: number, ordered: readonly Place[]): Place[] {
  const due: Place[] = [];
  for (const place of ordered) {
    const next = position + due.length + 1;
    if (place.position === next) due.push(place);
    else if (place.position > next) break;
  }
  return due;
}

/** Each organisation's events in order; organisations have nothing to do with each other. */
function byTenant(
  envelopes: readonly EventEnvelope[],
): Iterable<[EventEnvelope, ...EventEnvelope[]]> {
  const all = new Map<string, [EventEnvelope, ...EventEnvelope[]]>();
  for (const envelope of envelopes) {
    const known = all.get(envelope.tenantId);
    if (known) known.push(envelope);
    else all.set(envelope.tenantId, [envelope]);
  }
  return all.values();
}

/** Answers the ids of those that were not in the inbox yet. */
async function recordNew(
  tx: Tx,
  producer: string,
  envelopes: readonly EventEnvelope[],
): Promise<Set<string>> {
  const rows = await tx.query<{ event_id: string }>(
    `insert into inbox (tenant_id, event_id, producer, position, received_at)
     select $1, event_id, $2, position, now()
     from unnest($3::uuid[], $4::bigint[]) as received (event_id, position)
     on conflict do nothing
     returning event_id`,
    [
      tx.tenantId,
      producer,
      envelopes.map(({ id }) => id),
      envelopes.map(({ position }) => position),
    ],
  );
  return new Set(rows.map(({ event_id }) => event_id));
}
