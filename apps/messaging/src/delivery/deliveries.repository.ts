import { Injectable } from '@nestjs/common';
import { CrossTenantPool, type Tx } from '@ouderportaal/database';
import type { Outcome } from './deliveries.rules.js';
import { MailDelivery } from './mail-delivery.entity.js';

/** A lease on a mail. `attempts` is its fencing token: whoever takes the mail over has a higher one. */
export interface Claim {
  tenantId: string;
  mailId: string;
  attempts: number;
}

export interface Attempt {
  number: number;
  /** Earlier attempts whose outcome is unknown. */
  unknownBefore: number;
}

@Injectable()
export class DeliveriesRepository {
  constructor(private readonly pool: CrossTenantPool) {}

  /** Leases mails that are due, of all organisations, oldest first; skips what others have locked or leased. */
  async claim(limit: number, now: Date, lockedUntil: Date): Promise<Claim[]> {
    return this.pool.query<Claim>(
      `with due as materialized (
         select tenant_id, mail_id from mail_delivery
         where due_at <= $1 and (locked_until is null or locked_until <= $1)
         order by due_at limit $3 for update skip locked
       )
       update mail_delivery as taken set attempts = attempts + 1, locked_until = $2
       from due where taken.tenant_id = due.tenant_id and taken.mail_id = due.mail_id
       returning taken.tenant_id as "tenantId", taken.mail_id as "mailId", taken.attempts`,
      [now, lockedUntil, limit],
    );
  }

  /** Extends leases, except those that another sender has taken over. */
  async renew(claims: readonly Claim[], lockedUntil: Date): Promise<void> {
    await this.pool.query(
      `update mail_delivery as held set locked_until = $4
       from unnest($1::uuid[], $2::uuid[], $3::int[]) as claim (tenant_id, mail_id, attempts)
       where held.tenant_id = claim.tenant_id and held.mail_id = claim.mail_id
         and held.attempts = claim.attempts and held.locked_until is not null`,
      [
        claims.map(({ tenantId }) => tenantId),
        claims.map(({ mailId }) => mailId),
        claims.map(({ attempts }) => attempts),
        lockedUntil,
      ],
    );
  }

  /** Whether the lease was not lost; if so, locks the mail in the queue until this transaction ends. */
  async hold(tx: Tx, { mailId, attempts }: Claim): Promise<boolean> {
    const row = await tx.queryOne(
      'select 1 as held from mail_delivery where mail_id = $1 and attempts = $2 for update',
      [mailId, attempts],
    );
    return row !== null;
  }

  /** An attempt that is still open when another begins has an unknown outcome. Answers how many such there are. */
  async closeOpenAttempts(tx: Tx, mailId: string, now: Date): Promise<number> {
    await tx.execute(
      `update delivery_attempt set outcome = 'unknown', finished_at = $2
       where mail_id = $1 and finished_at is null`,
      [mailId, now],
    );
    const row = await tx.queryOne<{ unknown: number }>(
      `select count(*) as unknown from delivery_attempt where mail_id = $1 and outcome = 'unknown'`,
      [mailId],
    );
    return row?.unknown ?? 0;
  }

  /** Writes down that the mail server is about to be called. */
  async openAttempt(
    tx: Tx,
    mailId: string,
    unknownBefore: number,
    now: Date,
  ): Promise<Attempt & { tryingSince: Date }> {
    const row = await tx.queryOne<{ number: number; tryingSince: Date }>(
      `with trying as (
         update mail_delivery set trying_since = coalesce(trying_since, $3) where mail_id = $2
         returning trying_since
       ), opened as (
         insert into delivery_attempt (tenant_id, mail_id, number, started_at, is_repeat)
         select $1, $2, coalesce(max(number), 0) + 1, $3, $4
         from delivery_attempt where mail_id = $2
         returning number
       )
       select opened.number, trying.trying_since as "tryingSince" from opened, trying`,
      [tx.tenantId, mailId, now, unknownBefore > 0],
    );
    if (!row) throw new Error('Only a mail in the queue can be sent');
    return { ...row, unknownBefore };
  }

  /** Whether the attempt was still open; `accepted` counts even when it was closed as unknown before. */
  async closeAttempt(
    tx: Tx,
    mailId: string,
    number: number,
    end: { outcome: Outcome; replyCode: number | null; now: Date },
  ): Promise<boolean> {
    const closed = await tx.execute(
      `update delivery_attempt set outcome = $3, reply_code = $4, finished_at = $5
       where mail_id = $1 and number = $2 and (finished_at is null or $3 = 'accepted')`,
      [mailId, number, end.outcome, end.replyCode, end.now],
    );
    return closed === 1;
  }

  /** Ends the lease and sets when the mail is due again, unless the lease was lost. */
  async release(tx: Tx, { mailId, attempts }: Claim, dueAt: Date): Promise<void> {
    const held = { tenantId: tx.tenantId, mailId, attempts };
    await tx.manager.update(MailDelivery, held, { dueAt, lockedUntil: null });
  }

  /** Takes the mail out of the queue: it was sent, or has failed. */
  async remove(tx: Tx, mailId: string): Promise<void> {
    await tx.manager.delete(MailDelivery, { tenantId: tx.tenantId, mailId });
  }
}
