import type { JsMsg } from '@nats-io/jetstream';
import { EventEnvelope, type EventStreams } from '@ouderportaal/bus';
import type { InboxProcessor } from './inbox-processor.js';
import type { ReplayClient } from './replay.js';
import type { CrossTenantPool } from './cross-tenant-pool.js';

const BATCH = 200;
const CATCH_UP_MS = 5_000;
const RETRY_MS = 1_000;
/** How long a gap may be the doing of a replica that is busy with the missing events. */
const GAP_PATIENCE_MS = 100;

export interface IntakeOptions {
  service: string;
  streams: EventStreams;
  questions: ReplayClient;
  dueEvents: InboxProcessor;
  pool: CrossTenantPool;
  onError(error: unknown): void;
}

/**
 * Brings one producer's events in. JetStream delivers fast; what it lost, or never had, comes from the
 * producer itself: at a gap, at start and every few seconds.
 */
export class InboxReader {
  private readonly arrived: JsMsg[] = [];
  private isRunning = false;
  private wake: (() => void) | undefined;
  private loops: Promise<void>[] = [];
  private delivery: { stop(): Promise<void> } | undefined;
  private durable: string | null = null;
  private last = 0;
  private reached = 0;

  constructor(
    private readonly producer: string,
    private readonly options: IntakeOptions,
  ) {}

  start(): void {
    this.isRunning = true;
    this.loops = [
      this.repeat(
        () => this.takeArrived(),
        () => null,
      ),
      this.repeat(
        () => this.catchUp(),
        () => (this.delivery ? CATCH_UP_MS : RETRY_MS),
      ),
      this.repeat(
        () => this.retryParked(),
        () => RETRY_MS,
      ),
    ];
  }

  async stop(): Promise<void> {
    this.isRunning = false;
    await this.delivery?.stop().catch(() => {});
    this.wake?.();
    this.stopWaiting();
    await Promise.all(this.loops);
  }

  /** How many events of the producer are not applied, as far as this process has heard. */
  lag(): { producer: string; events: number } {
    return { producer: this.producer, events: Math.max(0, this.last - this.reached) };
  }

  /** Everything the producer has said until now is applied or parked. Answers the position reached. */
  async catchUp(): Promise<number> {
    const { service, questions, dueEvents } = this.options;
    await this.listen();
    let position = await dueEvents.watermark(this.producer);
    const last = await questions.last(this.producer, service, position);
    this.last = Math.max(this.last, last);
    this.reached = Math.max(this.reached, position);
    while (position < last && this.isRunning) {
      const missing = await questions.replay(this.producer, position + 1, last);
      const reached = await dueEvents.apply(this.producer, missing);
      if (reached === position) break;
      position = reached;
      this.reached = Math.max(this.reached, reached);
    }
    return position;
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
      this.wake?.();
    });
  }

  private async takeArrived(): Promise<void> {
    if (this.arrived.length === 0) {
      await new Promise<void>((resolve) => (this.wake = resolve));
      this.wake = undefined;
      return;
    }
    const messages = this.arrived.splice(0, BATCH);
    const envelopes = messages.map(readEnvelope).filter((envelope) => envelope !== null);
    const reached = await this.options.dueEvents.apply(this.producer, envelopes);
    this.reached = Math.max(this.reached, reached);
    if (envelopes.some(({ position }) => position > reached)) {
      await this.waitFor(GAP_PATIENCE_MS);
      await this.catchUp();
    }
    for (const message of messages) message.ack();
  }

  private async retryParked(): Promise<void> {
    const due = await this.options.pool.query<{ envelope: EventEnvelope }>(
      `select envelope from dead_letter
       where producer = $1 and quarantined_at is null and next_attempt_at <= now()
       order by next_attempt_at limit 50`,
      [this.producer],
    );
    for (const { envelope } of due) {
      await this.options.dueEvents.retry(this.producer, envelope);
    }
  }

  private readonly waits = new Set<() => void>();

  private waitFor(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.waits.delete(done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      this.waits.add(done);
    });
  }

  private stopWaiting(): void {
    for (const done of [...this.waits]) done();
  }

  private async repeat(work: () => Promise<unknown>, pauseMs: () => number | null): Promise<void> {
    while (this.isRunning) {
      try {
        await work();
        const pause = pauseMs();
        if (pause !== null && this.isRunning) await this.waitFor(pause);
      } catch (error) {
        if (!this.isRunning) return;
        this.options.onError(error);
        await this.waitFor(500);
      }
    }
  }
}

/** Bytes that are no event cannot be attributed to anybody; the producer's own copy is what counts. */
function readEnvelope(message: JsMsg): EventEnvelope | null {
  try {
    return EventEnvelope.parse(JSON.parse(new TextDecoder().decode(message.data)));
  } catch {
    return null;
  }
}
