import {
  AckPolicy,
  type ConsumerConfig,
  DeliverPolicy,
  DiscardPolicy,
  type JetStreamManager,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
  type StreamConfig,
} from '@nats-io/jetstream';
import { nanos, type NatsConnection } from '@nats-io/transport-node';
import { Loop } from '@ouderportaal/kernel';
import { isMissing, streamOf } from './event-streams.js';

const DAY_MS = 86_400_000;
const LOOK_EVERY_MS = 2_000;
const ANSWER_WITHIN_MS = 2_000;
/** Longer than a broker takes to start again. */
const STALE_AFTER_MS = 10_000;

/** User of the broker that may make streams and durables. */
export const STREAM_PROVISIONER = 'streams' as const;

interface StreamProvisionerOptions {
  /** Consuming services by producer: a stream for each producer, a durable consumer for each service. */
  listeners: Readonly<Record<string, readonly string[]>>;
  /** A stream or a durable (`IDENTITY_EVENTS`, `IDENTITY_EVENTS planning`) was made or put right. */
  onRepair?(what: string): void;
  onError(error: unknown): void;
}

/**
 * Makes the streams and durables of all services, and makes them again within seconds when the broker
 * has lost them. Nobody else may (S9): who says what a stream is made of decides which subjects it takes
 * in and where it sends them. While no keeper runs, consumers get their events from the producers.
 */
export class StreamProvisioner {
  private readonly loop: Loop;
  private keptAt = 0;

  constructor(
    private readonly connection: NatsConnection,
    private readonly options: StreamProvisionerOptions,
  ) {
    this.loop = new Loop(() => this.look(), {
      pauseMs: LOOK_EVERY_MS,
      onError: (error) => options.onError(error),
    });
  }

  /** Looks now, at each reconnection and every two seconds. */
  start(): void {
    void this.watchConnection();
    this.loop.start();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** Compares once with the broker; answers which streams and durables it made or updated. */
  async keep(): Promise<string[]> {
    const { listeners } = this.options;
    const manager = await jetstreamManager(this.connection, {
      checkAPI: false,
      timeout: ANSWER_WITHIN_MS,
    });
    const repaired: string[] = [];
    for (const [producer, services] of Object.entries(listeners)) {
      const stream = streamOf(producer);
      if (await keepStream(manager, streamConfig(producer))) repaired.push(stream);
      for (const service of services) {
        if (await keepDurable(manager, stream, service)) repaired.push(`${stream} ${service}`);
      }
    }
    this.keptAt = performance.now();
    return repaired;
  }

  /** For health. @throws Error when no look has succeeded for ten seconds. */
  async check(): Promise<void> {
    const isFresh = this.keptAt > 0 && performance.now() - this.keptAt < STALE_AFTER_MS;
    if (!isFresh) throw new Error('The streams were not looked at');
  }

  private async look(): Promise<boolean> {
    for (const what of await this.keep()) this.options.onRepair?.(what);
    return false;
  }

  /** A broker that comes back may have come back with nothing; a connection that is closed never does. */
  private async watchConnection(): Promise<void> {
    for await (const { type } of this.connection.status()) {
      if (type === 'reconnect') this.loop.nudge();
    }
    await this.loop.stop();
  }
}

function streamConfig(producer: string) {
  return {
    name: streamOf(producer),
    subjects: [`${producer}.events.>`],
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
    discard: DiscardPolicy.Old,
    max_age: nanos(14 * DAY_MS),
    duplicate_window: nanos(120_000),
    // Nothing else comes in, and nothing goes anywhere else.
    sources: undefined,
    republish: undefined,
    subject_transform: undefined,
  } satisfies Partial<StreamConfig>;
}

function durableConfig(service: string): Partial<ConsumerConfig> {
  return {
    durable_name: service,
    ack_policy: AckPolicy.Explicit,
    deliver_policy: DeliverPolicy.All,
    ack_wait: nanos(30_000),
    max_ack_pending: 2_000,
  };
}

/** Makes the stream, or updates it where its settings differ; answers whether it did either. */
async function keepStream(
  manager: JetStreamManager,
  wanted: ReturnType<typeof streamConfig>,
): Promise<boolean> {
  const found = await manager.streams.info(wanted.name).catch(nullIfMissing);
  if (!found) await manager.streams.add(wanted);
  else if (isAsWanted(found.config, wanted)) return false;
  else await manager.streams.update(wanted.name, wanted);
  return true;
}

async function keepDurable(
  manager: JetStreamManager,
  stream: string,
  service: string,
): Promise<boolean> {
  const found = await manager.consumers.info(stream, service).catch(nullIfMissing);
  if (found) return false;
  await manager.consumers.add(stream, durableConfig(service));
  return true;
}

function isAsWanted(found: object, wanted: object): boolean {
  return Object.entries(wanted).every(
    ([name, value]) =>
      JSON.stringify((found as Record<string, unknown>)[name]) === JSON.stringify(value),
  );
}

function nullIfMissing(error: unknown): null {
  if (isMissing(error)) return null;
  throw error;
}
