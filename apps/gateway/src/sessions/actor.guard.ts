import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { type Actor, DomainError, NOBODY, type Rpc } from '@ouderportaal/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { contractOf, isPublic } from '../routes/route-of.js';
import { contextOf } from '../routes/call-context.js';
import type { Credentials } from './credentials.js';
import { Operators } from './operators.js';
import { RateLimits } from '../limits/rate-limit.js';
import { Sessions } from './sessions.js';

const ANONYMOUS: Actor = {
  tenantId: NOBODY,
  personId: NOBODY,
  sessionId: NOBODY,
  role: 'anonymous',
};

/**
 * The first wall: from what a request carries to who is acting, and whether that role may do this at
 * all. The service checks the role again, and what this person may see.
 */
@Injectable()
export class ActorGuard implements CanActivate {
  constructor(
    private readonly sessions: Sessions,
    private readonly operators: Operators,
    private readonly limits: RateLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const contract = contractOf(context.getHandler());
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (!contract) {
      if (!isPublic(context.getClass())) {
        throw new Error(`${context.getClass().name} is neither public nor of a contract`);
      }
      // Nobody looks at what was sent along here, so it does not buy more requests.
      if (request.state.credentials) this.limits.forAddress(request.ip);
      return true;
    }
    const found = await this.identify(request, contract);
    const actor = found ?? ANONYMOUS;
    request.state.actor = actor;
    const leave = found ? this.limits.enter(found) : this.limits.enterFrom(request.ip);
    context.switchToHttp().getResponse<FastifyReply>().raw.once('close', leave);
    if (contract.allow.includes(actor.role)) return true;
    throw new DomainError(found ? 'not-allowed' : 'not-signed-in');
  }

  /** Null when nobody is signed in, or not any more. */
  private async identify(request: FastifyRequest, contract: Rpc): Promise<Actor | null> {
    const { credentials } = request.state;
    if (!credentials) return null;
    if (this.operators.isOperator(credentials)) return this.operator(request, contract);
    const actor = await this.resolve(credentials, request);
    if (actor) this.limits.forPerson(actor);
    else this.limits.forAddress(request.ip);
    return actor;
  }

  /** Who must be asked about takes a place of the address meanwhile. */
  private async resolve(credentials: Credentials, request: FastifyRequest): Promise<Actor | null> {
    const context = contextOf(request);
    if (this.sessions.isKnown(credentials)) return this.sessions.resolve(credentials, context);
    this.limits.check(request.ip);
    const leave = this.limits.enterFrom(request.ip);
    return this.sessions.resolve(credentials, context).finally(leave);
  }

  private async operator(request: FastifyRequest, contract: Rpc): Promise<Actor> {
    // Who may not do this at all makes nobody look up an organisation.
    const { organisation } = request.params as { organisation?: unknown };
    const isWanted = contract.allow.includes('operator');
    const actor = await this.operators.actorFor(
      isWanted ? organisation : undefined,
      contextOf(request),
    );
    this.limits.forPerson(actor);
    return actor;
  }
}
