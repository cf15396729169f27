import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { NatsConnection, Subscription } from '@nats-io/transport-node';
import type { CallContext } from '@ouderportaal/bus';
import { Bus } from '@ouderportaal/bus/runtime';
import { type Actor, identity, NOBODY } from '@ouderportaal/contracts';
import { Clock } from '@ouderportaal/kernel';
import type { Logger } from '@ouderportaal/process';
import { LRUCache } from 'lru-cache';
import type { Credentials } from './credentials.js';
import { BUS_CONNECTION, LOGGER } from '../http/tokens.js';

/** A session may be used this long after identity was last asked about it. */
const FRESH_MS = 5_000;
/** Cached sessions; the cache is allocated at the start. */
const MAX_SESSIONS = 20_000;

/** The gateway asking for itself. */
export const GATEWAY: Actor = {
  tenantId: NOBODY,
  personId: NOBODY,
  sessionId: NOBODY,
  role: 'gateway',
};

/**
 * Who holds a session token. Identity's answer is kept for at most five seconds, and forgotten at once
 * when identity says that the session ended. Unknown tokens are never kept.
 */
@Injectable()
export class Sessions implements OnModuleInit, OnModuleDestroy {
  private readonly cached: LRUCache<string, Actor>;
  /** Digest of the token by session, to find what has to be forgotten. */
  private readonly digests = new Map<string, string>();
  private readonly asked = new Map<string, Promise<Actor | null>>();
  /** When (in `generation`) a session or a person's sessions ended, for answers still on their way. */
  private readonly ended = new LRUCache<string, number>({ max: MAX_SESSIONS });
  private readonly listeners: ((hasEnded: (actor: Actor) => boolean) => void)[] = [];
  private generation = 0;
  private broadcasts: Subscription | undefined;

  constructor(
    private readonly bus: Bus,
    @Inject(BUS_CONNECTION) private readonly connection: NatsConnection,
    @Inject(LOGGER) private readonly logger: Logger,
    clock: Clock,
  ) {
    this.cached = new LRUCache({
      max: MAX_SESSIONS,
      ttl: FRESH_MS,
      ttlResolution: 0,
      perf: { now: () => clock.now().getTime() },
      dispose: (actor) => this.digests.delete(actor.sessionId),
    });
  }

  onModuleInit(): void {
    this.broadcasts = this.connection.subscribe(identity.SESSIONS_ENDED, {
      callback: (error, message) => {
        if (!error) this.hear(message.data);
      },
    });
    void this.distrustAfterReconnect();
  }

  onModuleDestroy(): void {
    this.broadcasts?.unsubscribe();
  }

  /** @throws DomainError when identity cannot be asked: without an answer nobody is let in. */
  async resolve(credentials: Credentials, context: CallContext): Promise<Actor | null> {
    const digest = credentials.digest.toString('base64');
    const actor = this.cached.get(digest);
    if (actor) return actor;
    if (!identity.SessionToken.safeParse(credentials.token).success) return null;
    let answer = this.asked.get(digest);
    if (!answer) {
      answer = this.ask(digest, proofOf(credentials), context).finally(() =>
        this.asked.delete(digest),
      );
      this.asked.set(digest, answer);
    }
    return answer;
  }

  /** Who it is, if identity was asked within the last seconds. */
  known(credentials: Credentials): Actor | null {
    return this.cached.get(credentials.digest.toString('base64')) ?? null;
  }

  /** Forgets these sessions, also in answers of identity that are still on their way. */
  end(sessionIds: readonly string[]): void {
    this.generation += 1;
    for (const sessionId of sessionIds) {
      this.ended.set(sessionId, this.generation);
      const digest = this.digests.get(sessionId);
      if (digest) this.cached.delete(digest);
    }
    const ended = new Set(sessionIds);
    this.tell(({ sessionId }) => ended.has(sessionId));
  }

  /** Forgets every session of a person. */
  endAllOf(personId: string): void {
    this.generation += 1;
    this.ended.set(personId, this.generation);
    for (const [digest, actor] of this.cached.entries()) {
      if (actor.personId === personId) this.cached.delete(digest);
    }
    this.tell((actor) => actor.personId === personId);
  }

  /** Is told whenever sessions ended, or may have unheard, with a test for whose. */
  onEnded(listener: (hasEnded: (actor: Actor) => boolean) => void): void {
    this.listeners.push(listener);
  }

  private tell(hasEnded: (actor: Actor) => boolean): void {
    for (const listener of this.listeners) listener(hasEnded);
  }

  private async ask(
    digest: string,
    proof: identity.SessionProof,
    context: CallContext,
  ): Promise<Actor | null> {
    for (;;) {
      const askedAt = this.generation;
      const { actor } = await this.bus.request(identity.sessions.resolve, GATEWAY, proof, context);
      if (!actor) return null;
      if (this.hasEndedSince(askedAt, actor)) continue;
      this.cached.set(digest, actor);
      this.digests.set(actor.sessionId, digest);
      return actor;
    }
  }

  private hasEndedSince(askedAt: number, actor: Actor): boolean {
    const endedAt = Math.max(
      this.ended.get(actor.sessionId) ?? 0,
      this.ended.get(actor.personId) ?? 0,
    );
    return endedAt > askedAt;
  }

  /**
   * What cannot be read ends nothing: only identity may say this, and a broker's acknowledgement that
   * somebody sent this way would make every gateway ask for every session at once.
   */
  private hear(data: Uint8Array): void {
    const said = identity.SessionsEnded.safeParse(jsonOf(data));
    if (said.success) this.end(said.data.sessionIds);
    else this.logger.warn('what was said of ended sessions cannot be read');
  }

  /** Broadcasts that were said while the connection was gone are lost. */
  private async distrustAfterReconnect(): Promise<void> {
    for await (const { type } of this.connection.status()) {
      if (type === 'reconnect') this.forgetAll();
    }
  }

  private forgetAll(): void {
    this.cached.clear();
    this.digests.clear();
    this.tell(() => true);
  }
}

export function jsonOf(data: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(data));
  } catch {
    return undefined;
  }
}

const TENANT_LENGTH = 22;

function proofOf({ token, digest }: Credentials): identity.SessionProof {
  return { tenant: token.slice(0, TENANT_LENGTH), digest: digest.toString('base64url') };
}
