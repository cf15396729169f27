import { Injectable } from '@nestjs/common';
import type { Tx } from '@ouderportaal/database';
import { CopiesRepository } from '../copies/copies.repository.js';
import { type DeliveryFailure, MailSource, type ReadyMail } from '../delivery/mail-source.js';
import type { RenderedMail } from '../delivery/outgoing-mail.js';
import { MailKinds } from './mail-kind.js';
import { MailRenderer } from './mail-renderer.js';
import { MailsRepository } from './mails.repository.js';
import { oneLine, usableAddress } from './plain-text.rules.js';

/** Gives the delivery its mails, and renders those that were heard of before their people. */
@Injectable()
export class MailsToSend extends MailSource {
  constructor(
    private readonly mails: MailsRepository,
    private readonly copies: CopiesRepository,
    private readonly kinds: MailKinds,
    private readonly renderer: MailRenderer,
  ) {
    super();
  }

  async ready(tx: Tx, mailId: string): Promise<ReadyMail | 'not-yet' | null> {
    const mail = await this.mails.toSend(tx, mailId);
    if (!mail) return null;
    const recipient = await this.copies.recipientHeld(tx, mail.recipientId);
    const organisation = await this.copies.organisation(tx);
    const kind = this.kinds.find(mail.kind);
    if (!recipient || !organisation) return 'not-yet';
    const envelope = {
      senderName: oneLine(organisation.name),
      to: { name: oneLine(recipient.firstName), address: usableAddress(recipient.email) },
    };
    if (mail.facts === null) return { ...envelope, rendered: mail.rendered, isNew: false };
    // A newer release said it, which still runs beside this one or was rolled back.
    if (!kind) return 'not-yet';
    const rendered = this.renderer.render(kind, mail.facts, recipient, organisation);
    return { ...envelope, rendered, isNew: true };
  }

  store(tx: Tx, mailId: string, rendered: RenderedMail): Promise<void> {
    return this.mails.setRendered(tx, mailId, rendered);
  }

  async addressHeld(tx: Tx, mailId: string): Promise<string | null> {
    const mail = await this.mails.toSend(tx, mailId);
    const recipient = mail && (await this.copies.recipientHeld(tx, mail.recipientId));
    return usableAddress(recipient?.email ?? null);
  }

  sent(tx: Tx, mailId: string, at: Date): Promise<void> {
    return this.mails.setSent(tx, mailId, at);
  }

  failed(tx: Tx, mailId: string, failure: DeliveryFailure): Promise<void> {
    return this.mails.setFailed(tx, mailId, failure);
  }
}
