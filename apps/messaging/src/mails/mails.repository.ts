import { Injectable } from '@nestjs/common';
import type { messaging } from '@ouderportaal/contracts';
import type { ReadTx, Tx } from '@ouderportaal/database';
import { IsNull, Not } from 'typeorm';
import type { DeliveryFailure } from '../delivery/mail-source.js';
import type { RenderedMail } from '../delivery/outgoing-mail.js';
import { Mail } from './mail.entity.js';

interface NewMail {
  id: string;
  recipientId: string;
  causeId: string;
  kind: string;
  facts: unknown;
  /** Null until organisation and recipient are known. */
  rendered: RenderedMail | null;
  createdAt: Date;
}

/** A mail on its way: rendered, or the facts of one that could not be rendered yet. */
type MailToSend = {
  recipientId: string;
  kind: string;
} & ({ facts: object } | { facts: null; rendered: RenderedMail });

export interface MailRow {
  id: string;
  kind: string;
  subject: string;
  html: string;
  text: string;
  created_at: Date;
  status: messaging.MailSummary['status'];
}

@Injectable()
export class MailsRepository {
  /** Writes a mail and puts it in the queue; nothing when the recipient already has one about it. */
  add(tx: Tx, mail: NewMail): void {
    const { rendered } = mail;
    tx.deferToCommit(
      `with added as (
         insert into mail (tenant_id, id, recipient_id, cause_id, kind, facts, language, subject,
           html, text, status, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'waiting', $11)
         on conflict (tenant_id, recipient_id, cause_id, kind) do nothing
         returning tenant_id, id, created_at
       )
       insert into mail_delivery (tenant_id, mail_id, due_at)
       select tenant_id, id, created_at from added`,
      [
        tx.tenantId,
        mail.id,
        mail.recipientId,
        mail.causeId,
        mail.kind,
        rendered ? null : JSON.stringify(mail.facts),
        rendered?.language ?? null,
        rendered?.subject ?? null,
        rendered?.html ?? null,
        rendered?.text ?? null,
        mail.createdAt,
      ],
    );
  }

  async toSend(tx: ReadTx, mailId: string): Promise<MailToSend | null> {
    const row = await tx.manager.findOneBy(Mail, { tenantId: tx.tenantId, id: mailId });
    if (!row) return null;
    const { recipientId, kind, facts, language, subject, html, text } = row;
    if (facts) return { recipientId, kind, facts };
    return {
      recipientId,
      kind,
      facts: null,
      rendered: { language, subject, html, text } as RenderedMail,
    };
  }

  /** The rendered mail takes the place of its facts. */
  async setRendered(tx: Tx, mailId: string, rendered: RenderedMail): Promise<void> {
    const { language, subject, html, text } = rendered;
    const waiting = { tenantId: tx.tenantId, id: mailId, facts: Not(IsNull()) };
    await tx.manager.update(Mail, waiting, { facts: null, language, subject, html, text });
  }

  async setSent(tx: Tx, mailId: string, at: Date): Promise<void> {
    const unsent = { tenantId: tx.tenantId, id: mailId, status: Not('sent' as const) };
    await tx.manager.update(Mail, unsent, { status: 'sent', failure: null, sentAt: at });
  }

  async setFailed(tx: Tx, mailId: string, failure: DeliveryFailure): Promise<void> {
    const waiting = { tenantId: tx.tenantId, id: mailId, status: 'waiting' };
    await tx.manager.update(Mail, waiting, { status: 'failed', failure });
  }

  /** Mails that waited for these people, whatever for, are due now. */
  async dueNow(tx: Tx, recipientIds: readonly string[], now: Date): Promise<void> {
    await tx.execute(
      `update mail_delivery set due_at = least(due_at, $2) where mail_id in (
         select id from mail where recipient_id = any($1::uuid[]) and status = 'waiting')`,
      [recipientIds, now],
    );
  }

  /** Mails that waited for the organisation's name and colours are due now. */
  async unrenderedDueNow(tx: Tx, now: Date): Promise<void> {
    await tx.execute(
      `update mail_delivery set due_at = least(due_at, $1) where mail_id in (
         select id from mail where facts is not null)`,
      [now],
    );
  }

  /** Mails that never had an address that works, not older than `since`, are due now. */
  async requeue(tx: Tx, recipientIds: readonly string[], since: Date, now: Date): Promise<void> {
    await tx.execute(
      `with requeued as (
         update mail set status = 'waiting', failure = null
         where recipient_id = any($1::uuid[]) and status = 'failed'
           and failure in ('no-address', 'address-refused') and created_at >= $2
         returning tenant_id, id
       )
       insert into mail_delivery (tenant_id, mail_id, due_at)
       select tenant_id, id, $3 from requeued`,
      [recipientIds, since, now],
    );
  }

  /** Newest first, those before `before` in the list's order left out. */
  async listOf(
    tx: ReadTx,
    recipientId: string,
    page: { before: string | null; limit: number },
  ): Promise<Omit<MailRow, 'html' | 'text'>[]> {
    return tx.query(
      `select id, kind, subject, created_at, status from mail
       where recipient_id = $1 and facts is null and ($2::uuid is null or id < $2)
       order by id desc limit $3`,
      [recipientId, page.before, page.limit],
    );
  }

  async findOf(tx: ReadTx, recipientId: string, mailId: string): Promise<MailRow | null> {
    return tx.queryOne(
      `select id, kind, subject, html, text, created_at, status from mail
       where recipient_id = $1 and id = $2 and facts is null`,
      [recipientId, mailId],
    );
  }
}
