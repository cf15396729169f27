import type { EventEnvelope } from '@ouderportaal/bus';
import type { PoolClient } from 'pg';
import { failpoint } from './failpoints.js';
import type { QueuePool } from './queue-pool.js';
import { type OutboxRow, toEnvelope } from './outbox-row.js';

const BATCH = 500;
const POLL_MS = 200;

export interface RelayOptions {
  publish(envelopes: readonly EventEnvelope[]): Promise<void>;
  onError(error: unknown): void;
}

/**
 * Passes committed outbox rows on, in order, one relay at a time per service. First it gives rows
 * their gapless position and commits that; only then does it publish and mark them. A crash in
 * between publishes a position twice, never two events under one position.
 */
export class OutboxRelay {
  private isRunning = false;
  private wake: (() => void) | undefined;
  private isNudged = false;
  private finished: Promise<void> = Promise.resolve();

  constructor(
    private readonly pool: QueuePool,
    private readonly options: RelayOptions,
  ) {}

  start(): void {
    this.isRunning = true;
    this.finished = this.loop();
  }

  /** There is something to pass on now. */
  nudge(): void {
    this.isNudged = true;
    this.wake?.();
  }

  async stop(): Promise<void> {
    this.isRunning = false;
    this.nudge();
    await this.finished;
  }

  /** One round; answers how many events were published. */
  async runOnce(): Promise<number> {
    await this.assignPositions();
    return this.publishPositioned();
  }

  private async loop(): Promise<void> {
    while (this.isRunning) {
      try {
        const published = await this.runOnce();
        if (published === BATCH) continue;
      } catch (error) {
        this.options.onError(error);
      }
      await this.pause();
    }
  }

  private async pause(): Promise<void> {
    if (!this.isNudged && this.isRunning) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, POLL_MS);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.wake = undefined;
    this.isNudged = false;
  }

  private async assignPositions(): Promise<void> {
    const [waiting] = await this.pool.query<{ waits: boolean }>(
      'select exists (select from outbox where position is null) as waits',
    );
    if (!waiting?.waits) return;
    await this.pool.transaction(async (client) => {
      const { rows } = await client.query<{ last: number }>(
        'select last from outbox_position for update',
      );
      const last = rows[0]?.last ?? 0;
      const { rowCount } = await client.query(
        `update outbox set position = $1 + numbered.n
         from (select id, row_number() over (order by seq) as n
               from (select id, seq from outbox where position is null
                     order by seq limit $2) as waiting) as numbered
         where outbox.id = numbered.id`,
        [last, BATCH],
      );
      await client.query('update outbox_position set last = $1', [last + (rowCount ?? 0)]);
    });
  }

  private async publishPositioned(): Promise<number> {
    return this.pool.transaction(async (client) => {
      if (!(await this.isMine(client))) return 0;
      const { rows } = await client.query<OutboxRow>(
        `select id, position, subject, tenant_id, occurred_at, request_id, traceparent, data
         from outbox where published_at is null and position is not null
         order by position limit $1`,
        [BATCH],
      );
      if (rows.length === 0) return 0;
      failpoint('relay.after-position');
      await this.options.publish(rows.map(toEnvelope));
      failpoint('relay.after-publish');
      await client.query('update outbox set published_at = now() where id = any($1)', [
        rows.map(({ id }) => id),
      ]);
      return rows.length;
    });
  }

  /** Another replica that is publishing holds the row; it will take ours along. */
  private async isMine(client: PoolClient): Promise<boolean> {
    const { rowCount } = await client.query('select from outbox_relay for update skip locked');
    return rowCount === 1;
  }
}
