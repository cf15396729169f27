import { Injectable } from '@nestjs/common';
import type { CallContext } from '@ouderportaal/bus';
import { DomainError, type identity, type Input, NOBODY } from '@ouderportaal/contracts';
import { TenantDatabase, type TransactionOwner, type Tx } from '@ouderportaal/database';
import { Clock, newId } from '@ouderportaal/kernel';
import { type AccountRow, AccountsRepository } from '../accounts/accounts.repository.js';
import { Passwords } from '../accounts/passwords.js';
import { Turns } from '../accounts/turns.js';
import { personView } from '../accounts/person-view.js';
import { DirectoryRepository } from '../organisations/directory.repository.js';
import { type Attempt, attemptOf, LoginThrottle } from './login-throttle.js';
import { normalUsername } from './login-throttle.rules.js';
import { hashOf, newSessionToken } from './session-token.js';
import { RecentFailures } from './recent-failures.js';
import { SessionsRepository } from './sessions.repository.js';
import { sessionExpiresAt } from './sessions.rules.js';

/** Before its turn an attempt holds no connection and was not counted; with one it finishes in time. */
const AT_ONCE = 3;
const MAX_WAITING = 100;

/**
 * Signing in. Whatever is wrong (organisation, name, password), the same statements run, one password
 * is hashed, and the answer is the same: nobody learns which accounts exist (S13).
 */
@Injectable()
export class LogIn {
  private readonly line = new Turns(AT_ONCE, MAX_WAITING);

  constructor(
    private readonly database: TenantDatabase,
    private readonly directory: DirectoryRepository,
    private readonly accounts: AccountsRepository,
    private readonly passwords: Passwords,
    private readonly throttle: LoginThrottle,
    private readonly failures: RecentFailures,
    private readonly sessions: SessionsRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `login-failed`, `too-many-attempts`, or `service-busy` before anything was done. */
  async logIn(
    context: CallContext,
    input: Input<typeof identity.sessions.logIn>,
  ): Promise<identity.SessionStarted> {
    const attempt = attemptOf(input.organisation, input.username, context);
    const waiting = { rank: this.failures.of(attempt.network), givenUpAt: context.givenUpAt };
    if (!this.line.hasTime(waiting)) throw new DomainError('service-busy');
    try {
      return await this.line.take(() => this.attempt(context, input, attempt), waiting);
    } catch (error) {
      if (isFailure(error)) this.failures.add(attempt.network);
      throw error;
    }
  }

  private async attempt(
    context: CallContext,
    input: Input<typeof identity.sessions.logIn>,
    attempt: Attempt,
  ): Promise<identity.SessionStarted> {
    const tenantId = (await this.begin(context, attempt, input.organisation)) ?? NOBODY;
    const owner = ownerOf(tenantId, context);
    const account = await this.database.read(owner, (tx) =>
      this.accounts.findByUsername(tx, normalUsername(input.username)),
    );
    const passwordHash = account?.passwordHash ?? null;
    const isRight = await this.passwords.verify(passwordHash, input.password);
    if (!account || !isRight) throw new DomainError('login-failed');
    return this.database.transaction(owner, (tx) =>
      this.start(tx, attempt, account, input.deviceName ?? null),
    );
  }

  /** Counts the attempt for good, then looks the organisation up. */
  private async begin(
    context: CallContext,
    attempt: Attempt,
    organisation: string,
  ): Promise<string | null> {
    const { seconds, tenantId } = await this.database.transaction(
      ownerOf(NOBODY, context),
      async (tx) => ({
        tenantId: await this.directory.find(tx, organisation),
        seconds: await this.throttle.count(tx, attempt),
      }),
    );
    if (seconds > 0) throw new DomainError('too-many-attempts', { seconds });
    return tenantId;
  }

  private async start(
    tx: Tx,
    attempt: Attempt,
    account: AccountRow,
    deviceName: string | null,
  ): Promise<identity.SessionStarted> {
    const now = this.clock.now();
    const token = newSessionToken(tx.tenantId);
    const expiresAt = sessionExpiresAt(account.role, now);
    await this.sessions.add(tx, {
      tenantId: tx.tenantId,
      id: newId(),
      accountId: account.accountId,
      tokenHash: hashOf(token),
      deviceName,
      startedAt: now,
      lastUsedAt: now,
      expiresAt,
      endedAt: null,
    });
    await this.throttle.settle(tx, attempt);
    return { token, expiresAt: expiresAt.toISOString(), person: personView(account) };
  }
}

/** Signing in is unauthenticated: it takes from that share of the pool. */
function ownerOf(tenantId: string, context: CallContext): TransactionOwner {
  return { tenantId, trace: context, givenUpAt: context.givenUpAt, isAnonymous: true };
}

function isFailure(error: unknown): boolean {
  if (!(error instanceof DomainError)) return false;
  return error.code === 'login-failed' || error.code === 'too-many-attempts';
}
