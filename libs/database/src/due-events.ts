import type { EventEnvelope } from '@ouderportaal/bus';
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { isUnavailable } from './constraints.js';
import type { EventConsumer } from './event-consumer.js';
import { Tx } from './tx.js';

/** After this many failures an event waits for a person, with the reason beside it. */
export const MAX_ATTEMPTS = 5;

/**
 * Applies events of one producer in order, each exactly once in effect: the inbox row, the effect and
 * the watermark are one transaction. An event that fails is parked, so that it does not hold up others.
 */
export class DueEvents {
  constructor(
    private readonly dataSource: DataSource,
    private readonly consumer: EventConsumer,
    private readonly onEvents: () => void,
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
    return this.inTransaction(async (client, txFor) => {
      await client.query(
        'insert into inbox_watermark (producer, position) values ($1, 0) on conflict do nothing',
        [producer],
      );
      const { rows } = await client.query<{ position: number }>(
        'select position from inbox_watermark where producer = $1 for update',
        [producer],
      );
      const before = rows[0]?.position ?? 0;
      let position = before;
      for (const envelope of ordered) {
        if (envelope.position <= position) continue;
        if (envelope.position > position + 1) break;
        const tx = await txFor(envelope);
        if (failure === null) await this.applyOnce(tx, producer, envelope);
        else await park(tx, producer, envelope, failure);
        position = envelope.position;
      }
      if (position > before) {
        await client.query('update inbox_watermark set position = $2 where producer = $1', [
          producer,
          position,
        ]);
      }
      return position;
    });
  }

  /** Tries a parked event again; answers whether it is done with. */
  async retry(producer: string, envelope: EventEnvelope): Promise<boolean> {
    try {
      await this.inTransaction(async (_client, txFor) => {
        const tx = await txFor(envelope);
        await this.applyOnce(tx, producer, envelope);
        await tx.execute('delete from dead_letter where event_id = $1', [envelope.id]);
      });
      return true;
    } catch (error) {
      if (isUnavailable(error)) throw error;
      await this.inTransaction(async (_client, txFor) => {
        const tx = await txFor(envelope);
        await tx.execute(
          `update dead_letter set attempts = attempts + 1, reason = $2,
             next_attempt_at = now() + make_interval(secs => power(4, attempts)),
             quarantined_at = case when attempts + 1 >= $3 then now() end
           where event_id = $1`,
          [envelope.id, reasonOf(error), MAX_ATTEMPTS],
        );
      });
      return false;
    }
  }

  private async applyOnce(tx: Tx, producer: string, envelope: EventEnvelope): Promise<void> {
    const isNew = await tx.execute(
      `insert into inbox (tenant_id, event_id, producer, position, received_at)
       values ($1, $2, $3, $4, now()) on conflict do nothing`,
      [tx.tenantId, envelope.id, producer, envelope.position],
    );
    if (isNew === 1) await this.consumer.apply(tx, envelope);
  }

  private async inTransaction<T>(
    work: (client: PoolClient, txFor: (envelope: EventEnvelope) => Promise<Tx>) => Promise<T>,
  ): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const client = (await runner.connect()) as PoolClient;
    try {
      await client.query('begin');
      const transactions: Tx[] = [];
      const result = await work(client, async (envelope) => {
        // Several organisations take turns in one transaction; each is locked to its own rows.
        await client.query("select set_config('app.tenant', $1, true)", [envelope.tenantId]);
        const tx = new Tx(envelope.tenantId, envelope, client, runner.manager);
        transactions.push(tx);
        return tx;
      });
      await client.query('commit');
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

async function park(
  tx: Tx,
  producer: string,
  envelope: EventEnvelope,
  reason: string,
): Promise<void> {
  await tx.execute(
    `insert into dead_letter (tenant_id, event_id, producer, envelope, attempts, reason,
       next_attempt_at)
     values ($1, $2, $3, $4, 1, $5, now() + interval '1 second') on conflict do nothing`,
    [tx.tenantId, envelope.id, producer, JSON.stringify(envelope), reason],
  );
}

/** The kind of failure for the person who looks; never the values that were in the event. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = (error as { code?: string }).code;
  const constraint = (error as { constraint?: string }).constraint;
  const first = error.message.split('\n')[0]?.slice(0, 200) ?? '';
  return [error.name, code, constraint, code ? null : first].filter(Boolean).join(' ');
}
