import { Injectable } from '@nestjs/common';
import type { Actor } from '@ouderportaal/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Credentials } from '../sessions/credentials.js';
import { Operators } from '../sessions/operators.js';
import { Sessions } from '../sessions/sessions.js';
import { BusiestAddress } from './busiest-address.js';
import { clientKey } from './client-address.rules.js';
import { personKey, RateLimits } from './rate-limit.js';

const PROBES = ['/health/live', '/health/ready'];

/**
 * Who may come in, asked twice. At the door, before anything of a request is read, it counts for its
 * address, unless its credentials are known already; when the guard knows who asks, it counts for that
 * person and the address gets it back. So nothing that is answered in between is free, whatever
 * credentials come along.
 */
@Injectable()
export class Admission {
  constructor(
    private readonly limits: RateLimits,
    private readonly busiest: BusiestAddress,
    private readonly sessions: Sessions,
    private readonly operators: Operators,
  ) {}

  /** @throws DomainError `too-many-requests` */
  arrive(request: FastifyRequest, reply: FastifyReply): void {
    // A platform that is told to wait would take the gateway for dead.
    if (isProbe(request)) return;
    reply.raw.once('close', () => this.leave(request));
    const { credentials } = request.state;
    this.enter(request, credentials && this.known(credentials));
  }

  /**
   * It is known who asks: nobody (null), or this person.
   * @throws DomainError `too-many-requests`
   */
  recognise(request: FastifyRequest, actor: Actor | null): void {
    const { visit } = request.state;
    const isAsThought = visit?.key === (actor ? personKey(actor) : clientKey(request.ip));
    if (isAsThought) return;
    visit?.giveBack();
    request.state.visit = null;
    this.enter(request, actor);
  }

  private enter(request: FastifyRequest, actor: Actor | null): void {
    request.state.visit = actor ? this.limits.enterAs(actor) : this.limits.enterFrom(request.ip);
  }

  private leave({ state, ip }: FastifyRequest): void {
    state.visit?.leave();
    if (!state.actor || state.actor.role === 'anonymous') this.busiest.count(clientKey(ip));
  }

  /** An actor from the session cache, or the operator: known without a request on the bus. */
  private known(credentials: Credentials): Actor | null {
    return this.operators.known(credentials) ?? this.sessions.known(credentials);
  }
}

function isProbe({ method, url, is404 }: FastifyRequest): boolean {
  return method === 'GET' && !is404 && PROBES.includes(url);
}
