import { type EventEnvelope, inSpan, startSpan } from '@ouderportaal/bus';
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { commit } from './commit.js';
import { isUnavailable } from './constraints.js';
import type { Subscribers } from './subscribers.js';
import { failpoint } from './failpoints.js';
import { type Prepared, prepared } from './prepared.js';
import { Tx } from './tx.js';

/** After this many failures an event waits for a person, with the reason beside it. */
export const MAX_ATTEMPTS = 5;

/** A transaction that is locked to the event's organisation. */
type TxFor = (envelope: EventEnvelope) => Promise<Tx>;

/**
 * Applies events of one producer in order, each exactly once in effect: the inbox row, the effect and
 * the watermark are one transaction. An event that fails is parked, so that it does not hold up others.
 */
export class InboxProcessor {
  constructor(
    private readonly dataSource: DataSource,
    private readonly consumer: Subscribers,
    private readonly onEvents: () => void,
    /** How long an event that failed rests at first; four times as long each time after. */
    private readonly retryMs = 1_000,
  ) {}

  /** How far this service has come with a producer's events. */
  async watermark(producer: string): Promise<number> {
    const [row] = await this.dataSource.query<{ position: number }[]>(
      'select position from inbox_watermark where producer = $1',
      [producer],
    );
    return row?.position ?? 0;
  }

  /**
   * Applies the part of `envelopes` that follows the watermark without a gap; answers the watermark
   * afterwards. What was applied before is passed over.
   */
  async apply(producer: string, envelopes: readonly EventEnvelope[]): Promise<number> {
    const ordered = [...envelopes].sort((a, b) => a.position - b.position);
    try {
      return await this.applyTogether(producer, ordered, null);
    } catch (error) {
      if (isUnavailable(error)) throw error;
      return this.applyOneByOne(producer, ordered);
    }
  }

  private async applyOneByOne(
    producer: string,
    ordered: readonly EventEnvelope[],
  ): Promise<number> {
    let watermark = await this.watermark(producer);
    for (const envelope of ordered) {
      try {
        watermark = await this.applyTogether(producer, [envelope], null);
      } catch (error) {
        if (isUnavailable(error)) throw error;
        watermark = await this.applyTogether(producer, [envelope], reasonOf(error));
      }
    }
    return watermark;
  }

  /** With a `failure`, the events are parked instead of applied. */
  private async applyTogether(
    producer: string,
    ordered: readonly EventEnvelope[],
    failure: string | null,
  ): Promise<number> {
    return this.inTransaction(async (client, txFor, deferToCommit) => {
      const before = await lockWatermark(client, producer);
      const due = followingOn(before, ordered);
      if (failure === null) await this.applyAll(txFor, producer, due);
      else for (const one of due) await this.park(await txFor(one), producer, one, failure);
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

  /** Tries a parked event again; answers whether it is done with. */
  async retry(producer: string, envelope: EventEnvelope): Promise<boolean> {
    try {
      await this.inTransaction(async (_client, txFor) => {
        await this.applyAll(txFor, producer, [envelope]);
        const tx = await txFor(envelope);
        await tx.execute('delete from dead_letter where event_id = $1', [envelope.id]);
      });
      return true;
    } catch (error) {
      if (isUnavailable(error)) throw error;
      await this.inTransaction(async (_client, txFor) => {
        const tx = await txFor(envelope);
        await tx.execute(
          `update dead_letter set attempts = attempts + 1, reason = $2,
             next_attempt_at = now() + make_interval(secs => $4 * power(4, attempts)),
             quarantined_at = case when attempts + 1 >= $3 then now() end
           where event_id = $1`,
          [envelope.id, reasonOf(error), MAX_ATTEMPTS, this.retryMs / 1_000],
        );
      });
      return false;
    }
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
      for (const run of this.consumer.runsOf(unknown)) await this.applyNew(txFor, run);
    }
  }

  /** A span per run, below the transaction that said the first of it: what it causes continues from it. */
  private applyNew(txFor: TxFor, run: [EventEnvelope, ...EventEnvelope[]]): Promise<void> {
    const [envelope] = run;
    const span = startSpan(`apply ${envelope.subject}`, envelope.traceparent, { kind: 'consumer' });
    let tx: Tx | undefined;
    return inSpan(
      span,
      async () => {
        tx = await txFor({ ...envelope, traceparent: span?.traceparent ?? envelope.traceparent });
        await this.consumer.apply(tx, run);
      },
      () => ({ 'portal.statements': tx?.statements ?? 0 }),
    );
  }

  private async park(
    tx: Tx,
    producer: string,
    envelope: EventEnvelope,
    reason: string,
  ): Promise<void> {
    await tx.execute(
      `insert into dead_letter (tenant_id, event_id, producer, envelope, attempts, reason,
         next_attempt_at)
       values ($1, $2, $3, $4, 1, $5, now() + make_interval(secs => $6))
       on conflict do nothing`,
      [tx.tenantId, envelope.id, producer, JSON.stringify(envelope), reason, this.retryMs / 1_000],
    );
  }

  private async inTransaction<T>(
    work: (
      client: PoolClient,
      txFor: TxFor,
      deferToCommit: (statement: Prepared) => void,
    ) => Promise<T>,
  ): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const client = (await runner.connect()) as PoolClient;
    try {
      // Whatever goes along with it changes nothing that could not stay without a transaction.
      const opened = client.query('begin');
      opened.catch(() => {});
      const transactions: Tx[] = [];
      const last: Prepared[] = [];
      let lockedTo: string | undefined;
      const txFor = async (envelope: EventEnvelope) => {
        await opened;
        // Several organisations take turns in one transaction; each is locked to its own rows.
        if (envelope.tenantId !== lockedTo) {
          await Promise.all(transactions.map((tx) => tx.finish()));
          const lock = prepared("select set_config('app.tenant', $1, true)", [envelope.tenantId]);
          // When it fails so does everything after it.
          client.query(lock).catch(() => {});
          lockedTo = envelope.tenantId;
        }
        const tx = new Tx(envelope.tenantId, envelope, client, runner.manager);
        transactions.push(tx);
        return tx;
      };
      const result = await work(client, txFor, (statement) => last.push(statement));
      await opened;
      if (transactions.length > 0) failpoint('consumer.before-commit');
      await commit(client, [
        ...transactions.map((tx) => tx.finish()),
        ...last.map((statement) => client.query(statement)),
      ]);
      if (transactions.length > 0) failpoint('consumer.after-commit');
      if (transactions.some(({ hasEvents }) => hasEvents)) this.onEvents();
      for (const tx of transactions) tx.committed();
      return result;
    } catch (error) {
      await client.query('rollback').catch(() => {});
      throw error;
    } finally {
      await runner.release();
    }
  }
}

/** The events that follow a position without a gap. */
function followingOn(position: number, ordered: readonly EventEnvelope[]): EventEnvelope[] {
  const due: EventEnvelope[] = [];
  for (const envelope of ordered) {
    const next = position + due.length + 1;
    if (envelope.position === next) due.push(envelope);
    else if (envelope.position > next) break;
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

/** How far the service has come with a producer, for nobody else to go on from until this is over. */
async function lockWatermark(client: PoolClient, producer: string): Promise<number> {
  const [, { rows }] = await Promise.all([
    client.query(
      prepared(
        'insert into inbox_watermark (producer, position) values ($1, 0) on conflict do nothing',
        [producer],
      ),
    ),
    client.query<{ position: number }>(
      prepared('select position from inbox_watermark where producer = $1 for update', [producer]),
    ),
  ]);
  return rows[0]?.position ?? 0;
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

/** The kind of failure for the person who looks; never the values that were in the event. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = (error as { code?: string }).code;
  const constraint = (error as { constraint?: string }).constraint;
  const first = error.message.split('\n')[0]?.slice(0, 200) ?? '';
  return [error.name, code, constraint, code ? null : first].filter(Boolean).join(' ');
}
