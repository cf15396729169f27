import { Injectable } from '@nestjs/common';
import type { CallContext } from '@ouderportaal/bus';
import { type Actor, DomainError, type identity } from '@ouderportaal/contracts';
import { TenantDatabase, type ReadTx, type Tx } from '@ouderportaal/database';
import { Clock } from '@ouderportaal/kernel';
import { AccountsRepository } from '../accounts/accounts.repository.js';
import { personView } from '../accounts/person-view.js';
import { tenantOf } from './session-token.js';
import { SessionsBroadcast } from './sessions.broadcast.js';
import { SessionsRepository } from './sessions.repository.js';
import { isAlive, isDueForTouch } from './sessions.rules.js';

@Injectable()
export class SessionsService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly sessions: SessionsRepository,
    private readonly accounts: AccountsRepository,
    private readonly broadcast: SessionsBroadcast,
    private readonly clock: Clock,
  ) {}

  /** Who holds the token that is proved, or null; writes the use of the session down now and then. */
  async resolve(
    context: CallContext,
    { tenant, digest }: identity.SessionProof,
  ): Promise<Actor | null> {
    const tenantId = tenantOf(tenant);
    const owner = { tenantId, trace: context };
    const session = await this.database.read(owner, (tx) =>
      this.sessions.findByToken(tx, Buffer.from(digest, 'base64url')),
    );
    const now = this.clock.now();
    if (!session || !isAlive(session, session.role, now)) return null;
    const { sessionId, personId, role } = session;
    if (isDueForTouch(session, now)) {
      await this.database.transaction(owner, (tx) => this.sessions.touch(tx, sessionId, now));
    }
    return { tenantId, personId, sessionId, role };
  }

  async current(tx: ReadTx, actor: Actor): Promise<identity.PersonView> {
    const account = await this.accounts.findByUser(tx, actor.personId);
    if (!account) throw new DomainError('not-found');
    return personView(account);
  }

  async list(tx: ReadTx, actor: Actor): Promise<identity.SessionView[]> {
    const person = await this.current(tx, actor);
    const now = this.clock.now();
    const own = await this.sessions.listOf(tx, actor.personId);
    return own
      .filter((session) => isAlive(session, person.role, now))
      .map(({ sessionId, deviceName, startedAt, lastUsedAt }) => ({
        sessionId,
        deviceName,
        startedAt: startedAt.toISOString(),
        lastUsedAt: lastUsedAt.toISOString(),
        isCurrent: sessionId === actor.sessionId,
      }));
  }

  /** Ends the session that is used. */
  async logOut(tx: Tx, actor: Actor): Promise<void> {
    await this.endOwn(tx, actor, actor.sessionId);
  }

  /** Ends one session of the actor; again changes nothing. */
  async end(tx: Tx, actor: Actor, sessionId: string): Promise<void> {
    const isOwn = await this.endOwn(tx, actor, sessionId);
    if (!isOwn) throw new DomainError('not-found');
  }

  async logOutEverywhere(tx: Tx, actor: Actor): Promise<void> {
    const ended = await this.sessions.endAllOf(tx, actor.personId, this.clock.now());
    tx.onCommit(() => this.broadcast.ended(ended));
  }

  private async endOwn(tx: Tx, actor: Actor, sessionId: string): Promise<boolean> {
    const isOwn = await this.sessions.end(tx, actor.personId, sessionId, this.clock.now());
    if (isOwn) tx.onCommit(() => this.broadcast.ended([sessionId]));
    return isOwn;
  }
}
