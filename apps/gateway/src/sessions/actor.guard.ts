import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { type Actor, DomainError, NOBODY, type Rpc } from '@ouderportaal/contracts';
import type { FastifyRequest } from 'fastify';
import { Admission } from '../limits/admission.js';
import { contractOf, isPublic } from '../routes/route-of.js';
import { contextOf } from '../routes/call-context.js';
import { Operators } from './operators.js';

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
    private readonly admission: Admission,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const contract = contractOf(context.getHandler());
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (!contract) {
      if (isPublic(context.getClass())) return true;
      throw new Error(`${context.getClass().name} is neither public nor of a contract`);
    }
    const found = await this.identify(request, contract);
    const actor = found ?? ANONYMOUS;
    request.state.actor = actor;
    this.admission.recognise(request, found);
    if (contract.allow.includes(actor.role)) return true;
    throw new DomainError(found ? 'not-allowed' : 'not-signed-in');
  }

  /** Null when nobody is signed in, or not any more. */
  private async identify(request: FastifyRequest, contract: Rpc): Promise<Actor | null> {
    const { credentials } = request.state;
    if (!credentials) return null;
    if (this.operators.known(credentials)) return this.operator(request, contract);
    return this.sessions.resolve(credentials, contextOf(request));
  }

  private operator(request: FastifyRequest, contract: Rpc): Promise<Actor> {
    // Who may not do this at all makes nobody look up an organisation.
    const { organisation } = request.params as { organisation?: unknown };
    const isWanted = contract.allow.includes('operator');
    return this.operators.actorFor(isWanted ? organisation : undefined, contextOf(request));
  }
}
