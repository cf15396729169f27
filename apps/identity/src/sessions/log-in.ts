import { Injectable } from '@nestjs/common';
import type { CallContext } from '@ouderportaal/bus';
import { DomainError, type identity, type Input, NOBODY } from '@ouderportaal/contracts';

import { TenantDatabase, type Tx } from '@ouderportaal/database';
import { Clock, newId } from '@ouderportaal/kernel';
import { type AccountRow, AccountsRepository } from '../accounts/accounts.repository.js';
import { Passwords } from '../accounts/passwords.js';
import { personView } from '../accounts/person-view.js';
import { DirectoryRepository } from '../organisations/directory.repository.js';
import { type Attempt, attemptOf, LoginThrottle } from './login-throttle.js';
import { normalUsername } from './login-throttle.rules.js';
import { hashOf, newSessionToken } from './session-token.js';
import { SessionsRepository } from './sessions.repository.js';
import { sessionExpiresAt } from './sessions.rules.js';

/**
 * Signing in. Whatever is wrong (organisation, name, password), the same statements run, one password
 * is hashed, and the answer is the same: nobody learns which accounts exist (S13).
 */
@Injectable()
export class LogIn {
  constructor(
    private readonly database: TenantDatabase,
    private readonly directory: DirectoryRepository,
    private readonly accounts: AccountsRepository,
    private readonly passwords: Passwords,
    private readonly throttle: LoginThrottle,
    private readonly sessions: SessionsRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `login-failed` or `too-many-attempts`. */
  async logIn(
    context: CallContext,
    input: Input<typeof identity.sessions.logIn>,
  ): Promise<identity.SessionStarted> {
    const attempt = attemptOf(input.organisation, input.username, context);
    const tenantId = (await this.begin(context, attempt, input.organisation)) ?? NOBODY;
    const owner = { tenantId, trace: context };
    const account = await this.database.read(owner, (tx) =>
      this.accounts.findByUsername(tx, normalUsername(input.username)),
    );
    const isRight = await this.passwords.verify(account?.passwordHash ?? null, input.password);
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
      { tenantId: NOBODY, trace: context },
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
