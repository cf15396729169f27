import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { NatsConnection, Subscription } from '@nats-io/transport-node';
import { Changed, changedSubjects, DomainError, serviceOf } from '@ouderportaal/contracts';
import { Metrics } from '@ouderportaal/process';
import { BUS_CONNECTION } from '../http/tokens.js';
import { jsonOf, Sessions } from '../sessions/sessions.js';
import { type Audience, concerns } from './live.rules.js';
import { LiveStream } from './live-stream.js';

/** Tabs of one person that may listen at once. */
const PER_PERSON = 12;
/** Browsers that may listen to one gateway; each costs about 20 kB. */
const AT_MOST = 10_000;

/**
 * The browsers that listen here, by organisation. What services broadcast goes on to those whom it
 * concerns. A broadcast may be lost with a connection to the broker: then everybody is told that
 * anything may have changed.
 */
@Injectable()
export class LiveStreams implements OnModuleInit, OnModuleDestroy {
  private readonly streams = new Map<string, Set<LiveStream>>();
  private readonly perPerson = new Map<string, number>();
  private subscriptions: Subscription[] = [];
  private count = 0;
  private isStopping = false;

  constructor(
    @Inject(BUS_CONNECTION) private readonly connection: NatsConnection,
    private readonly sessions: Sessions,
    metrics: Metrics,
  ) {
    const open = metrics.gauge({
      name: 'live_streams',
      help: 'Browsers that listen to changes here.',
    });
    metrics.onScrape(async () => open.set(this.count));
  }

  onModuleInit(): void {
    this.subscriptions = changedSubjects.map((subject) =>
      this.connection.subscribe(subject, {
        callback: (error, message) => {
          if (!error) this.hear(serviceOf({ subject }), jsonOf(message.data));
        },
      }),
    );
    // Also when the broker was away: then broadcasts were lost, and the next connection asks for everything.
    this.sessions.onEnded((hasEnded) => {
      for (const stream of this.all()) if (hasEnded(stream.audience.actor)) stream.end();
    });
  }

  onModuleDestroy(): void {
    for (const subscription of this.subscriptions) subscription.unsubscribe();
    this.stop();
  }

  /**
   * Opens a stream that leaves with its connection.
   * @throws DomainError `too-many-requests` for one person's streams, `service-busy` for everybody's
   */
  open(audience: Audience): LiveStream {
    const { tenantId, personId } = audience.actor;
    if (this.isStopping) throw new DomainError('service-unavailable');
    if (this.count >= AT_MOST) throw new DomainError('service-busy');
    const own = this.perPerson.get(personId) ?? 0;
    if (own >= PER_PERSON) throw new DomainError('too-many-requests');
    const stream = new LiveStream(audience);
    const ofTenant = this.streams.get(tenantId) ?? new Set();
    this.streams.set(tenantId, ofTenant.add(stream));
    this.perPerson.set(personId, own + 1);
    this.count += 1;
    stream.body.once('close', () => this.leave(stream));
    return stream;
  }

  /** Ends every stream and opens no more: their connections must not outlive the gateway. */
  stop(): void {
    this.isStopping = true;
    for (const stream of this.all()) stream.end();
  }

  private leave(stream: LiveStream): void {
    const { tenantId, personId } = stream.audience.actor;
    const ofTenant = this.streams.get(tenantId);
    if (!ofTenant?.delete(stream)) return;
    if (ofTenant.size === 0) this.streams.delete(tenantId);
    const left = (this.perPerson.get(personId) ?? 1) - 1;
    if (left > 0) this.perPerson.set(personId, left);
    else this.perPerson.delete(personId);
    this.count -= 1;
  }

  private hear(service: string, data: unknown): void {
    const read = Changed.safeParse(data);
    if (!read.success) return;
    for (const stream of this.streams.get(read.data.tenantId) ?? []) {
      if (!concerns(read.data, stream.audience)) continue;
      stream.say(service);
      // Children or groups of this person may be others now: the next connection looks again.
      if (read.data.rights) stream.end();
    }
  }

  private all(): LiveStream[] {
    return [...this.streams.values()].flatMap((ofTenant) => [...ofTenant]);
  }
}
