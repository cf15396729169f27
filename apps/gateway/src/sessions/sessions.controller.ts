import { Controller, Inject, Req, Res } from '@nestjs/common';
import { identity, type Rpc } from '@ouderportaal/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayConfig } from '../config.js';
import { RouteOf } from '../routes/route-of.js';
import { sessionCookie } from './credentials.js';
import { type Operation, operationOf, Operations } from '../routes/operations.js';
import { Sessions } from './sessions.js';
import { CONFIG } from '../http/tokens.js';

const { logIn, logOut, end, logOutEverywhere } = identity.sessions;
const operations = {
  logIn: operationOf(logIn),
  logOut: operationOf(logOut),
  end: operationOf(end),
  logOutEverywhere: operationOf(logOutEverywhere),
};

/** Contracts that this controller answers itself, because they set or clear the cookie. */
export const SESSION_CONTRACTS: readonly Rpc[] = [logIn, logOut, end, logOutEverywhere];

/** Signing in and out: identity's operations, and what they mean for the browser's cookie. */
@Controller()
export class SessionsController {
  private readonly isDevelopment: boolean;

  constructor(
    private readonly operations: Operations,
    private readonly sessions: Sessions,
    @Inject(CONFIG) config: GatewayConfig,
  ) {
    this.isDevelopment = config.NODE_ENV === 'development';
  }

  @RouteOf(logIn)
  async logIn(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const answer = await this.operations.ask(operations.logIn, request);
    const { token, expiresAt, person } = identity.SessionStarted.parse(
      JSON.parse(new TextDecoder().decode(answer)),
    );
    reply.header(
      'set-cookie',
      sessionCookie(request, this.isDevelopment, token, {
        expires: new Date(expiresAt),
        personId: person.personId,
      }),
    );
    this.operations.send(logIn, reply, answer);
  }

  @RouteOf(logOut)
  async logOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.leave(operations.logOut, request, reply, () => {
      this.sessions.end([currentSession(request)]);
      return true;
    });
  }

  @RouteOf(end)
  async end(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.leave(operations.end, request, reply, () => {
      const { sessionId } = request.params as { sessionId: string };
      this.sessions.end([sessionId]);
      return sessionId === currentSession(request);
    });
  }

  @RouteOf(logOutEverywhere)
  async logOutEverywhere(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.leave(operations.logOutEverywhere, request, reply, () => {
      this.sessions.endAllOf(request.state.actor?.personId ?? '');
      return true;
    });
  }

  /** Forgets before it answers: who reads the answer finds the session gone. */
  private async leave(
    operation: Operation,
    request: FastifyRequest,
    reply: FastifyReply,
    forget: () => boolean,
  ): Promise<void> {
    const answer = await this.operations.ask(operation, request);
    const isOwn = forget();
    if (isOwn) reply.header('set-cookie', sessionCookie(request, this.isDevelopment, null));
    this.operations.send(operation.contract, reply, answer);
  }
}

function currentSession(request: FastifyRequest): string {
  return request.state.actor?.sessionId ?? '';
}
