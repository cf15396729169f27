import type { EventEnvelope } from '@ouderportaal/bus/runtime';
import { Loop } from '@ouderportaal/kernel';
import { failpoint } from './failpoints.js';
import type { CrossTenantPool, QueueTransaction } from './cross-tenant-pool.js';
import { type OutboxRow, toEnvelope } from './outbox-row.js';

const BATCH = 500;
/** In one transaction: a crash in it publishes as many a second time. */
const AT_MOST = 4 * BATCH;
const POLL_MS = 200;

interface Work {
  /** Events have no position yet. */
  isWaiting: boolean;
  /** Events have one and were not published. */
  isPositioned: boolean;
}

interface RelayOptions {
  publish(envelopes: readonly EventEnvelope[]): Promise<void>;
  onError(error: unknown): void;
}

/**
 * Passes committed outbox rows on, in order, one relay at a time per service. First it gives rows
 * their gapless position and commits that; only then does it publish, and remember up to where. A crash in
 * between publishes a position twice, never two events under one position.
 */
export class OutboxRelay {
  private readonly loop: Loop;

  constructor(
    private readonly pool: CrossTenantPool,
    private readonly options: RelayOptions,
  ) {
    this.loop = new Loop(async () => (await this.runOnce()) >= BATCH, {
      pauseMs: POLL_MS,
      onError: (error) => options.onError(error),
    });
  }

  start(): void {
    this.loop.start();
  }

  /** There is something to pass on now. */
  nudge(): void {
    this.loop.nudge();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** One round; answers how many events were published. */
  async runOnce(): Promise<number> {
    const work = await this.peek();
    if (work.isWaiting) await this.assignPositions();
    else if (!work.isPositioned) return 0;
    // What has come in the meantime gets its positions while the broker is at work.
    const [published] = await Promise.all([this.publishPositioned(), this.assignLatest()]);
    return published;
  }

  /** Whether there is anything to do, without a lock: nearly always there is not. */
  private async peek(): Promise<Work> {
    const [work] = await this.pool.query<Work>(
      `select exists (select from outbox where position is null) as "isWaiting",
         (select last from outbox_position) > (select published from outbox_relay)
           as "isPositioned"`,
    );
    return work ?? { isWaiting: false, isPositioned: false };
  }

  private async assignLatest(): Promise<void> {
    const { isWaiting } = await this.peek();
    if (isWaiting) await this.assignPositions();
  }

  private async assignPositions(): Promise<void> {
    await this.pool.transaction(async (client) => {
      // Each statement sees what was committed before it began: the second what the first waited for.
      client.deferToCommit('select from outbox_position for update');
      client.deferToCommit(
        `update outbox set position = (select last from outbox_position) + numbered.n
         from (select seq, row_number() over (order by seq) as n
               from (select seq from outbox where position is null
                     order by seq limit $1) as waiting) as numbered
         where outbox.seq = numbered.seq and outbox.position is null`,
        [BATCH],
      );
      client.deferToCommit(
        `update outbox_position
         set last = greatest(last, (select max(position) from outbox))`,
      );
    });
  }

  private async publishPositioned(): Promise<number> {
    return this.pool.transaction(async (client) => {
      const from = await this.takeTurn(client);
      if (from === null) return 0;
      let published = 0;
      let rows = await this.after(client, from);
      while (rows.length > 0 && published < AT_MOST) {
        const last = rows.at(-1)?.position ?? from;
        const next = this.after(client, last);
        next.catch(() => {});
        failpoint('relay.after-position');
        await this.options.publish(rows.map(toEnvelope));
        failpoint('relay.after-publish');
        published += rows.length;
        client.send('update outbox_relay set published = $1', [last]);
        rows = await next;
      }
      return published;
    });
  }

  /** Last published position, locked; null when another replica holds the lock and publishes ours too. */
  private async takeTurn(client: QueueTransaction): Promise<number | null> {
    const { rows } = await client.query<{ published: number }>(
      'select published from outbox_relay for update skip locked',
    );
    return rows[0]?.published ?? null;
  }

  private async after(client: QueueTransaction, position: number): Promise<OutboxRow[]> {
    const { rows } = await client.query<OutboxRow>(
      `select id, position, subject, tenant_id, occurred_at, request_id, traceparent, data
       from outbox where position > $1 order by position limit $2`,
      [position, BATCH],
    );
    return rows;
  }
}
