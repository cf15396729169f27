/** How one call of the mail server ended. `unknown`: the whole mail was handed over, no answer came. */
export type Outcome = 'accepted' | 'refused' | 'address-refused' | 'unreachable' | 'unknown';

/** What becomes of a mail after a call. */
type Verdict =
  | { is: 'sent' }
  | { is: 'retried'; at: Date }
  | { is: 'failed'; failure: 'address-refused' | 'given-up' | 'outcome-unknown' };

export interface AttemptFacts {
  outcome: Outcome;
  /** How many calls there were for this mail, this one included. */
  number: number;
  /** Earlier attempts whose outcome is unknown. */
  unknownBefore: number;
  /** Its first call since it has been in the queue. */
  tryingSince: Date;
  now: Date;
}

const SECOND_MS = 1_000;
const HOUR_MS = 3_600 * SECOND_MS;
const FIRST_WAIT_MS = 5 * SECOND_MS;
const GIVE_UP_MS = 24 * HOUR_MS;

/** How many attempts may have an unknown outcome: a mail arrives twice at most. */
export const UNKNOWN_ALLOWED = 2;

/** 5 s, 10 s, 20 s … 1 h. */
export function waitAfter(tries: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** Math.min(tries - 1, 20), HOUR_MS);
}

export function verdictOn(facts: AttemptFacts): Verdict {
  switch (facts.outcome) {
    case 'accepted':
      return { is: 'sent' };
    case 'address-refused':
      return { is: 'failed', failure: 'address-refused' };
    case 'unknown':
      return facts.unknownBefore + 1 < UNKNOWN_ALLOWED
        ? retried(facts)
        : { is: 'failed', failure: 'outcome-unknown' };
    case 'refused':
    case 'unreachable':
      return retried(facts);
  }
}

/** The last try is exactly at the end of the day. */
function retried({ number, tryingSince, now }: AttemptFacts): Verdict {
  const givenUpAt = tryingSince.getTime() + GIVE_UP_MS;
  if (now.getTime() >= givenUpAt) return { is: 'failed', failure: 'given-up' };
  return { is: 'retried', at: new Date(Math.min(now.getTime() + waitAfter(number), givenUpAt)) };
}
