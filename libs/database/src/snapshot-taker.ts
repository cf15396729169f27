import { isDeepStrictEqual } from 'node:util';
import { continueTrace } from '@ouderportaal/bus';
import { type EventEnvelope, type SnapshotPage, SnapshotPlace } from '@ouderportaal/bus/runtime';
import { newId } from '@ouderportaal/kernel';
import type { DataSource } from 'typeorm';
import { acceptFrom, type Refused } from './accept-from.js';
import { isUnavailable } from './constraints.js';
import { keepLetter, reasonOf, SNAPSHOT } from './dead-letter.js';
import {
  inInboxTransaction,
  type InboxWork,
  lockWatermark,
  type TxFor,
} from './inbox-transaction.js';
import type { ReplayClient } from './replay.js';
import { heardStatement, snapshotStatements } from './snapshot-progress.js';
import type { Subscribers } from './subscribers.js';

interface SnapshotOptions {
  service: string;
  dataSource: DataSource;
  subscribers: Subscribers;
  replay: ReplayClient;
  onRefused(refused: readonly Refused[]): void;
  onEvents(): void;
  now(): Date;
  retryMs: number;
}

interface Joining {
  producer: string;
  /** The producer's last position when it was asked. */
  last: number;
  /** Nothing of it was heard here, and its first events are gone. */
  isPastFirst: boolean;
}

interface Progress {
  subjects: string[];
  asOf: number;
  next: SnapshotPlace;
}

/**
 * Begins to listen where the producer is now: of every event that was not heard from the first one on it
 * takes the state, page by page, as of the position before the first page. A page, and how far that is, are
 * one transaction: whoever is killed goes on where it was, and of several replicas one takes each page.
 */
export class SnapshotTaker {
  constructor(private readonly options: SnapshotOptions) {}

  /** Takes all there is, until `isWanted` says no. Answers whether it is complete. */
  async join(joining: Joining, isWanted: () => boolean): Promise<boolean> {
    const { producer, last } = joining;
    while (isWanted()) {
      const subjects = await this.unheard(producer);
      if (subjects.length === 0) return true;
      if (last === 0) {
        // Nothing was said: what comes is heard from the first event on.
        await this.inTransaction(async (_client, _txFor, deferToCommit) =>
          deferToCommit(heardStatement(producer, subjects)),
        );
        return true;
      }
      await this.takePage(joining, subjects);
    }
    return false;
  }

  private async unheard(producer: string): Promise<string[]> {
    const rows = await this.options.dataSource.query<{ subject: string }[]>(
      'select subject from inbox_heard where producer = $1',
      [producer],
    );
    const heard = new Set(rows.map(({ subject }) => subject));
    return this.options.subscribers.subjectsOf(producer).filter((subject) => !heard.has(subject));
  }

  /** What was begun for other events than are missing now is begun again. */
  private async progress(producer: string, subjects: readonly string[]): Promise<Progress | null> {
    const [row] = await this.options.dataSource.query<
      { subjects: string[]; as_of: number; next: unknown }[]
    >('select subjects, as_of, next from inbox_snapshot where producer = $1', [producer]);
    if (!row || !isDeepStrictEqual(row.subjects, subjects)) return null;
    return { subjects: row.subjects, asOf: row.as_of, next: SnapshotPlace.parse(row.next) };
  }

  /** A page that another replica took meanwhile is left at that. */
  private async takePage(
    { producer, isPastFirst }: Joining,
    subjects: readonly string[],
  ): Promise<void> {
    const { service, replay } = this.options;
    const known = await this.progress(producer, subjects);
    const question = { subjects: [...subjects], from: known?.next ?? null };
    const page = await replay.snapshot(producer, service, question);
    const asOf = known?.asOf ?? page.asOf;
    const envelopes = this.accept(producer, subjects, page, asOf);
    const record = (together: readonly EventEnvelope[]) =>
      this.inTransaction(async (client, txFor, deferToCommit) => {
        await lockWatermark(client, producer);
        const isStillNext =
          isDeepStrictEqual(await this.unheard(producer), subjects) &&
          isDeepStrictEqual(await this.progress(producer, subjects), known);
        if (!isStillNext) return;
        await this.apply(txFor, producer, together);
        const { next } = page;
        const reached = { producer, subjects, asOf, next, isPastFirst };
        for (const statement of snapshotStatements(reached)) deferToCommit(statement);
      });
    try {
      await record(envelopes);
    } catch (error) {
      if (isUnavailable(error)) throw error;
      // Copies of what is there already change nothing: who is killed here does it again.
      for (const envelope of envelopes) await this.applyOne(producer, envelope);
      await record([]);
    }
  }

  /** What a producer tells of its state counts as little as its events do when it may not say it. */
  private accept(
    producer: string,
    subjects: readonly string[],
    { facts }: SnapshotPage,
    asOf: number,
  ): EventEnvelope[] {
    const refused: Refused[] = [];
    const { traceparent } = continueTrace();
    const envelopes = facts.flatMap((fact) => {
      const { envelope, refusal } = acceptFrom(producer, null, {
        ...fact,
        id: newId(),
        position: Math.max(1, asOf),
        occurredAt: this.options.now().toISOString(),
        requestId: SNAPSHOT,
        traceparent,
      });
      if (!envelope) refused.push({ producer, way: 'replay', reason: refusal, position: asOf });
      return envelope && subjects.includes(envelope.subject) ? envelope : [];
    });
    if (refused.length > 0) this.options.onRefused(refused);
    return envelopes;
  }

  /** Organisation by organisation, as the page has them. */
  private async apply(
    txFor: TxFor,
    producer: string,
    envelopes: readonly EventEnvelope[],
  ): Promise<void> {
    const { subscribers } = this.options;
    for (const ofTenant of Map.groupBy(envelopes, ({ tenantId }) => tenantId).values()) {
      for (const run of subscribers.runsOf(producer, ofTenant)) {
        await subscribers.apply(await txFor(run[0]), producer, run);
      }
    }
  }

  private async applyOne(producer: string, envelope: EventEnvelope): Promise<void> {
    const { retryMs } = this.options;
    try {
      await this.inTransaction((_client, txFor) => this.apply(txFor, producer, [envelope]));
    } catch (error) {
      if (isUnavailable(error)) throw error;
      const reason = reasonOf(error);
      await this.inTransaction(async (_client, txFor) =>
        keepLetter(await txFor(envelope), producer, envelope, { reason, retryMs }),
      );
    }
  }

  private inTransaction<T>(work: InboxWork<T>): Promise<T> {
    return inInboxTransaction(this.options.dataSource, () => this.options.onEvents(), work);
  }
}
