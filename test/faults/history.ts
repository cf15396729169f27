import { writeFile } from 'node:fs/promises';
import type { Answer } from './client.js';

export interface AskedDay {
  childId: string;
  on: string;
}

/** What a client wanted to change; `mark` is a text that it left behind, of which there is no other. */
export type Wanted =
  | { kind: 'submit'; mark: string; days: readonly AskedDay[] }
  | {
      kind: 'decide';
      mark: string;
      requestId: string;
      decisions: readonly { bookingId: string; outcome: 'approved' | 'rejected' }[];
    }
  | { kind: 'cancel'; mark: string; requestId: string; bookingId: string };

/**
 * How it ended, as the client saw it: `ok` it was done, `fail` it was certainly not done, `info` nobody
 * knows.
 */
export type Ending =
  { is: 'ok'; body: unknown } | { is: 'fail'; status: number; code: string } | { is: 'info' };

export interface Operation {
  wanted: Wanted;
  key: string;
  invokedAt: number;
  endedAt?: number;
  attempts: number;
  ending: Ending;
}

/** Everything that clients asked for and what they were told: what the portal is judged by afterwards. */
export class History {
  readonly operations: Operation[] = [];
  reads = 0;
  failedReads = 0;

  begin(wanted: Wanted, key: string): Operation {
    const operation: Operation = {
      wanted,
      key,
      invokedAt: Date.now(),
      attempts: 0,
      ending: { is: 'info' },
    };
    this.operations.push(operation);
    return operation;
  }

  end(operation: Operation, answer: Answer | null): Ending {
    operation.endedAt = Date.now();
    operation.ending = endingOf(answer);
    return operation.ending;
  }

  count(is: Ending['is'], kind?: Wanted['kind']): number {
    return this.operations.filter(
      ({ ending, wanted }) => ending.is === is && (kind === undefined || wanted.kind === kind),
    ).length;
  }

  /** How often a client had to ask again. */
  get repeats(): number {
    return this.operations.reduce((sum, { attempts }) => sum + Math.max(0, attempts - 1), 0);
  }

  async save(file: string): Promise<void> {
    await writeFile(file, this.operations.map((one) => `${JSON.stringify(one)}\n`).join(''));
  }
}

function endingOf(answer: Answer | null): Ending {
  if (answer === null) return { is: 'info' };
  if (answer.status < 300) return { is: 'ok', body: answer.body };
  const { code = '' } = answer.body as { code?: string };
  return { is: 'fail', status: answer.status, code };
}
