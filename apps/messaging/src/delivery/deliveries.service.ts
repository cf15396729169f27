import { Inject, Injectable } from '@nestjs/common';
import { continueTrace } from '@ouderportaal/bus';
import { TenantDatabase, type Tx } from '@ouderportaal/database';
import { Clock } from '@ouderportaal/kernel';
import type { Logger } from '@ouderportaal/process';
import { LOGGER } from '@ouderportaal/service';
import { type Attempt, type Claim, DeliveriesRepository } from './deliveries.repository.js';
import { UNKNOWN_ALLOWED, verdictOn, waitAfter } from './deliveries.rules.js';
import { type DeliveryFailure, MailSource } from './mail-source.js';
import type { OutgoingMail } from './outgoing-mail.js';
import type { SmtpResult } from './smtp.js';

/** A lease that is not renewed ends: its sender has died, and another one takes the mail. */
const LEASE_MS = 15_000;
/** How often a sender renews the leases it holds. */
export const RENEW_EVERY_MS = 4_000;

/** A mail that may go to the mail server now, with the attempt that was written down for it. */
interface Begun {
  mail: OutgoingMail;
  attempt: Attempt & { tryingSince: Date };
}

/**
 * One delivery in three steps: claim, begin (a transaction that ends before the mail server is called),
 * finish. A process that dies in between leaves an open attempt, and the next one knows.
 *
 * Locks are taken in one order, also by who records an address: recipient, queue, mail.
 */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly deliveries: DeliveriesRepository,
    private readonly mails: MailSource,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Leases mails that are due to this sender. */
  claim(limit: number): Promise<Claim[]> {
    const now = this.clock.now();
    return this.deliveries.claim(limit, now, new Date(now.getTime() + LEASE_MS));
  }

  /** Extends the leases of mails that are still being sent. */
  async renew(claims: readonly Claim[]): Promise<void> {
    const until = new Date(this.clock.now().getTime() + LEASE_MS);
    await this.deliveries.renew(claims, until);
  }

  /** Null when there is nothing to send: the lease was lost, or organisation or recipient are not known yet. */
  begin(claim: Claim): Promise<Begun | null> {
    return this.inTransaction(claim, async (tx) => {
      const { mailId } = claim;
      const ready = await this.mails.ready(tx, mailId);
      if (!ready || !(await this.deliveries.hold(tx, claim))) return null;
      if (ready === 'not-yet') {
        // Tried again later, because the event that makes them known and the one that wrote this mail may
        // commit side by side, neither seeing the other.
        await this.deliveries.release(tx, claim, this.later(waitAfter(claim.attempts)));
        return null;
      }
      const { rendered, senderName } = ready;
      const { name, address } = ready.to;
      if (ready.isNew) await this.mails.store(tx, mailId, rendered);
      if (!address) {
        await this.end(tx, claim, 'no-address');
        return null;
      }
      const attempt = await this.open(tx, claim);
      if (!attempt) return null;
      const to = { name, address };
      return { mail: { ...rendered, mailId, senderName, to, date: this.clock.now() }, attempt };
    });
  }

  /** Writes down how the call ended, and what follows from it. */
  async finish(claim: Claim, { mail, attempt }: Begun, result: SmtpResult): Promise<void> {
    await this.inTransaction(claim, async (tx) => {
      const { mailId } = claim;
      const now = this.clock.now();
      const hasMoved =
        result.outcome === 'address-refused' &&
        (await this.mails.addressHeld(tx, mailId)) !== mail.to.address;
      const isMine = await this.deliveries.closeAttempt(tx, mailId, attempt.number, {
        ...result,
        now,
      });
      if (!isMine) return;
      if (hasMoved) return this.deliveries.release(tx, claim, now);
      const verdict = verdictOn({ ...attempt, outcome: result.outcome, now });
      switch (verdict.is) {
        case 'sent':
          await this.deliveries.remove(tx, mailId);
          return this.mails.sent(tx, mailId, now);
        case 'retried':
          return this.deliveries.release(tx, claim, verdict.at);
        case 'failed':
          return this.end(tx, claim, verdict.failure);
      }
    });
    this.report(claim, attempt, result);
  }

  /** For a delivery that broke before the mail server was called. */
  async release(claim: Claim): Promise<void> {
    await this.inTransaction(claim, (tx) =>
      this.deliveries.release(tx, claim, this.later(waitAfter(claim.attempts))),
    );
  }

  private async open(tx: Tx, claim: Claim): Promise<Begun['attempt'] | null> {
    const { mailId } = claim;
    const now = this.clock.now();
    const unknownBefore = await this.deliveries.closeOpenAttempts(tx, mailId, now);
    if (unknownBefore < UNKNOWN_ALLOWED) {
      return this.deliveries.openAttempt(tx, mailId, unknownBefore, now);
    }
    await this.end(tx, claim, 'outcome-unknown');
    return null;
  }

  private async end(tx: Tx, { mailId }: Claim, failure: DeliveryFailure): Promise<void> {
    await this.deliveries.remove(tx, mailId);
    await this.mails.failed(tx, mailId, failure);
  }

  private report(claim: Claim, { number, unknownBefore }: Attempt, result: SmtpResult): void {
    const line = { ...claim, number, isRepeat: unknownBefore > 0, ...result };
    if (result.outcome === 'accepted' && unknownBefore === 0) this.logger.info(line, 'mail sent');
    else this.logger.warn(line, 'mail needs attention');
  }

  private later(milliseconds: number): Date {
    return new Date(this.clock.now().getTime() + milliseconds);
  }

  private inTransaction<T>({ tenantId }: Claim, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.transaction({ tenantId, trace: continueTrace() }, work);
  }
}
