import { setTimeout as wait } from 'node:timers/promises';
import type { JsMsg } from '@nats-io/jetstream';
import type { EventEnvelope, EventStreams } from '@ouderportaal/bus/runtime';
import { Loop } from '@ouderportaal/kernel';
import { acceptFrom, acceptReplay, type Refused } from './accept-from.js';
import type { Letter } from './dead-letter.js';
import type { InboxProcessor } from './inbox-processor.js';
import type { ReplayClient } from './replay.js';
import type { SnapshotTaker } from './snapshot-taker.js';
import type { CrossTenantPool } from './cross-tenant-pool.js';

const BATCH = 200;
const CATCH_UP_MS = 5_000;
/** While the producer could not be asked, or there is no durable to hear it by. */
const CATCH_UP_SOON_MS = 500;
const RETRY_MS = 1_000;
/** How long to wait before a gap counts as lost: another replica may be applying the missing events. */
const GAP_PATIENCE_MS = 100;

interface InboxReaderOptions {
  service: string;
  streams: EventStreams;
  replay: ReplayClient;
  inbox: InboxProcessor;
  snapshots: SnapshotTaker;
  pool: CrossTenantPool;
  /** Told of refused events, for metrics and the log. */
  onRefused(refused: readonly Refused[]): void;
  onError(error: unknown): void;
}

/**
 * Brings one producer's events in. JetStream delivers fast; what it lost, or never had, comes from the
 * producer itself: at a gap, at start and every few seconds.
 */
export class InboxReader {
  private readonly arrived: JsMsg[] = [];
  private isRunning = false;
  private isSettled = false;
  private readonly arrivals: Loop;
  private readonly loops: readonly Loop[];
  private delivery: { stop(): Promise<void> } | undefined;
  private durable: string | null = null;
  private last = 0;
  private reached = 0;
  private ahead = 0;
  private joining: Promise<boolean> | undefined;

  constructor(
    private readonly producer: string,
    private readonly options: InboxReaderOptions,
  ) {
    const onError = (error: unknown) => options.onError(error);
    this.arrivals = new Loop(() => this.takeArrived(), { pauseMs: RETRY_MS, onError });
    this.loops = [
      this.arrivals,
      new Loop(() => this.look(), {
        pauseMs: () => (this.isSettled ? CATCH_UP_MS : CATCH_UP_SOON_MS),
        onError,
      }),
      new Loop(() => this.retryFailed(), { pauseMs: RETRY_MS, onError }),
    ];
  }

  start(): void {
    this.isRunning = true;
    for (const loop of this.loops) loop.start();
  }

  async stop(): Promise<void> {
    this.isRunning = false;
    await this.delivery?.stop().catch(() => {});
    await Promise.all(this.loops.map((loop) => loop.stop()));
  }

  /**
   * How many events of the producer are not applied, as far as this process has heard; and how far the
   * watermark is beyond the last position that the producer knows: more than it ever said.
   */
  lag(): { producer: string; events: number; ahead: number } {
    const events = Math.max(0, this.last - this.reached);
    return { producer: this.producer, events, ahead: this.ahead };
  }

  /** Everything the producer has said until now is applied or set aside. Answers the position reached. */
  async catchUp(): Promise<number> {
    const { service, replay, inbox } = this.options;
    await this.listen();
    let position = await inbox.watermark(this.producer);
    const { last, first } = await replay.progress(this.producer, service, position);
    const isPastFirst = position === 0 && first > 1;
    if (isPastFirst) {
      if (!(await this.join(last, isPastFirst))) return position;
      position = await inbox.watermark(this.producer);
    }
    this.last = Math.max(this.last, last);
    this.ahead = Math.max(0, position - last);
    this.reached = Math.max(this.reached, position);
    while (position < last && this.isRunning) {
      const range = { from: position + 1, until: last };
      const said = await replay.replay(this.producer, range.from, range.until);
      const { envelopes, passed, refused } = acceptReplay(this.producer, said, range);
      const reached = await inbox.apply(this.producer, { way: 'replay', envelopes, passed });
      this.refuse(refused);
      if (reached === position) break;
      position = reached;
      this.reached = Math.max(this.reached, reached);
    }
    await this.join(last, false);
    return position;
  }

  /** Once a process: what was not heard from its first event on is taken as it stands now. */
  private async join(last: number, isPastFirst: boolean): Promise<boolean> {
    this.joining ??= this.options.snapshots.join(
      { producer: this.producer, last, isPastFirst },
      () => this.isRunning,
    );
    const isComplete = await this.joining.catch((error: unknown) => {
      this.joining = undefined;
      throw error;
    });
    if (!isComplete) this.joining = undefined;
    return isComplete;
  }

  /** While there is no durable, asking the producer is all there is; `catchUp` looks again soon. */
  private async listen(): Promise<void> {
    const { service, streams } = this.options;
    const durable = await streams.durable(this.producer, service);
    if (durable !== this.durable) {
      await this.delivery?.stop();
      this.delivery = undefined;
      this.durable = durable;
    }
    if (durable === null) return;
    this.delivery ??= await streams.consume(this.producer, service, (message) => {
      this.arrived.push(message);
      this.arrivals.nudge();
    });
  }

  private async look(): Promise<boolean> {
    this.isSettled = false;
    await this.catchUp();
    this.isSettled = this.delivery !== undefined;
    return false;
  }

  private async takeArrived(): Promise<boolean> {
    if (this.arrived.length === 0) return false;
    const messages = this.arrived.splice(0, BATCH);
    const envelopes = this.accept(messages);
    const reached = await this.options.inbox.apply(this.producer, { way: 'stream', envelopes });
    this.reached = Math.max(this.reached, reached);
    if (envelopes.some(({ position }) => position > reached)) {
      await wait(GAP_PATIENCE_MS);
      await this.catchUp();
    }
    for (const message of messages) message.ack();
    return this.arrived.length > 0;
  }

  /**
   * What is refused here is passed over: if it took an event's place, the event is missing and the
   * producer's own answer is what counts.
   */
  private accept(messages: readonly JsMsg[]): EventEnvelope[] {
    const envelopes: EventEnvelope[] = [];
    const refused: Refused[] = [];
    for (const { subject, data } of messages) {
      const { envelope, refusal } = acceptFrom(this.producer, subject, data);
      if (envelope) envelopes.push(envelope);
      else
        refused.push({ producer: this.producer, way: 'stream', reason: refusal, position: null });
    }
    this.refuse(refused);
    return envelopes;
  }

  private refuse(refused: readonly Refused[]): void {
    if (refused.length > 0) this.options.onRefused(refused);
  }

  private async retryFailed(): Promise<boolean> {
    const due = await this.options.pool.query<Letter>(
      `select event_id as "eventId", tenant_id as "tenantId" from dead_letter
       where producer = $1 and dead_at is null and next_attempt_at <= now()
       order by next_attempt_at limit 50`,
      [this.producer],
    );
    for (const letter of due) await this.options.inbox.retry(this.producer, letter);
    return false;
  }
}
