import { Controller } from '@nestjs/common';
import { type CallContext, Handles } from '@ouderportaal/bus';
import { type Actor, identity } from '@ouderportaal/contracts';
import type { Tx } from '@ouderportaal/database';
import type { z } from 'zod';
import { LogIn } from './log-in.js';
import { SessionsService } from './sessions.service.js';

const done = { done: true } as const;

@Controller()
export class SessionsHandlers {
  constructor(
    private readonly sessions: SessionsService,
    private readonly login: LogIn,
  ) {}

  @Handles(identity.sessions.logIn)
  logIn(
    _actor: Actor,
    input: z.output<typeof identity.LogIn>,
    context: CallContext,
  ): Promise<identity.SessionStarted> {
    return this.login.logIn(context, input);
  }

  @Handles(identity.sessions.current)
  current(actor: Actor, _input: object, tx: Tx): Promise<identity.PersonView> {
    return this.sessions.current(tx, actor);
  }

  @Handles(identity.sessions.list)
  list(actor: Actor, _input: object, tx: Tx): Promise<identity.SessionView[]> {
    return this.sessions.list(tx, actor);
  }

  @Handles(identity.sessions.logOut)
  async logOut(actor: Actor, _input: object, tx: Tx) {
    await this.sessions.logOut(tx, actor);
    return done;
  }

  @Handles(identity.sessions.end)
  async end(actor: Actor, { sessionId }: { sessionId: string }, tx: Tx) {
    await this.sessions.end(tx, actor, sessionId);
    return done;
  }

  @Handles(identity.sessions.logOutEverywhere)
  async logOutEverywhere(actor: Actor, _input: object, tx: Tx) {
    await this.sessions.logOutEverywhere(tx, actor);
    return done;
  }

  @Handles(identity.sessions.resolve)
  async resolve(
    _actor: Actor,
    { token }: { token: string },
    context: CallContext,
  ): Promise<{ actor: Actor | null }> {
    return { actor: await this.sessions.resolve(context, token) };
  }
}
