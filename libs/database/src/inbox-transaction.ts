import type { EventEnvelope } from '@ouderportaal/bus/runtime';
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { commit } from './commit.js';
import { failpoint } from './failpoints.js';
import { type Prepared, prepared } from './prepared.js';
import { Tx } from './tx.js';

/** A transaction that is locked to the event's organisation. */
export type TxFor = (
  event: Pick<EventEnvelope, 'tenantId' | 'requestId' | 'traceparent'>,
) => Promise<Tx>;

export type InboxWork<T> = (
  client: PoolClient,
  txFor: TxFor,
  deferToCommit: (statement: Prepared) => void,
) => Promise<T>;

/** One transaction for what came from a producer, whichever organisations it is about. */
export async function inInboxTransaction<T>(
  dataSource: DataSource,
  onEvents: () => void,
  work: InboxWork<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  const client = (await runner.connect()) as PoolClient;
  try {
    // Whatever goes along with it changes nothing that could not stay without a transaction.
    const opened = client.query('begin');
    opened.catch(() => {});
    const transactions: Tx[] = [];
    const last: Prepared[] = [];
    let lockedTo: string | undefined;
    const txFor: TxFor = async (envelope) => {
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
    if (transactions.some(({ hasEvents }) => hasEvents)) onEvents();
    for (const tx of transactions) tx.committed();
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    await runner.release();
  }
}

/** Watermark of a producer, locked until the transaction ends. */
export async function lockWatermark(client: PoolClient, producer: string): Promise<number> {
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
