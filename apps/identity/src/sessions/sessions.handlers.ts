import { Controller } from '@nestjs/common';
import { Handles } from '@ouderportaal/bus';
import { type Actor, identity, type Input } from '@ouderportaal/contracts';
import type { SelfManagedCall, ReadTx, Tx } from '@ouderportaal/database';
import { LogIn } from './log-in.js';
import { SessionsService } from './sessions.service.js';

const { sessions: contracts } = identity;
const done = { done: true } as const;

@Controller()
export class SessionsHandlers {
  constructor(
    private readonly sessions: SessionsService,
    private readonly login: LogIn,
  ) {}

  @Handles(contracts.logIn)
  logIn(call: SelfManagedCall, _actor: Actor, input: Input<typeof contracts.logIn>) {
    return this.login.logIn(call, input);
  }

  @Handles(contracts.current)
  current(tx: ReadTx, actor: Actor) {
    return this.sessions.current(tx, actor);
  }

  @Handles(contracts.list)
  list(tx: ReadTx, actor: Actor) {
    return this.sessions.list(tx, actor);
  }

  @Handles(contracts.logOut)
  async logOut(tx: Tx, actor: Actor) {
    await this.sessions.logOut(tx, actor);
    return done;
  }

  @Handles(contracts.end)
  async end(tx: Tx, actor: Actor, { sessionId }: Input<typeof contracts.end>) {
    await this.sessions.end(tx, actor, sessionId);
    return done;
  }

  @Handles(contracts.logOutEverywhere)
  async logOutEverywhere(tx: Tx, actor: Actor) {
    await this.sessions.logOutEverywhere(tx, actor);
    return done;
  }

  @Handles(contracts.resolve)
  async resolve(call: SelfManagedCall, _actor: Actor, proof: Input<typeof contracts.resolve>) {
    return { actor: await this.sessions.resolve(call, proof) };
  }
}
