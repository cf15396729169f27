import { Injectable } from '@nestjs/common';
import {
  type Actor,
  DomainError,
  Id,
  type Input,
  type messaging,
  type Output,
} from '@ouderportaal/contracts';
import { readCursor, toPage, type ReadTx, type Tx } from '@ouderportaal/database';
import { Clock, newId } from '@ouderportaal/kernel';
import { ChangeBroadcast } from '@ouderportaal/service';
import { CopiesRepository, type RecordedRecipient } from '../copies/copies.repository.js';
import { MailSender } from '../delivery/mail-sender.js';
import type { Announcement, MailKind } from './mail-kind.js';
import { MailRenderer } from './mail-renderer.js';
import { type MailRow, MailsRepository } from './mails.repository.js';

/** Days after which a mail that had no usable address is not sent any more. */
const NEWS_DAYS = 14;

@Injectable()
export class MailsService {
  constructor(
    private readonly mails: MailsRepository,
    private readonly copies: CopiesRepository,
    private readonly renderer: MailRenderer,
    private readonly sender: MailSender,
    private readonly live: ChangeBroadcast,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes a mail for each announcement, and queues it. Other producers' events are not ordered against
   * identity's: where organisation or recipient are not known yet the facts are kept, and rendered when
   * both are.
   */
  async announce(tx: Tx, kind: MailKind, all: readonly Announcement[]): Promise<void> {
    const recipientIds = [...new Set(all.map(({ recipientId }) => recipientId))];
    const [organisation, recipients] = await Promise.all([
      this.copies.organisation(tx),
      this.copies.recipients(tx, recipientIds),
    ]);
    for (const { recipientId, causeId, facts } of all) {
      const recipient = recipients.get(recipientId);
      const isKnown = organisation !== null && recipient !== undefined;
      this.mails.add(tx, {
        id: newId(),
        recipientId,
        causeId,
        kind: kind.name,
        facts,
        rendered: isKnown ? this.renderer.render(kind, facts, recipient, organisation) : null,
        createdAt: this.clock.now(),
      });
    }
    tx.onCommit(() => this.sender.nudge());
    this.live.changed(tx, { personIds: recipientIds });
  }

  /** Mails of the organisation that were heard of before it was. */
  async organisationIsKnown(tx: Tx): Promise<void> {
    await this.mails.unrenderedDueNow(tx, this.clock.now());
    tx.onCommit(() => this.sender.nudge());
  }

  /** Mails that waited for these people, or that no address of theirs could take until now. */
  async recipientsAreKnown(tx: Tx, recorded: readonly RecordedRecipient[]): Promise<void> {
    if (recorded.length === 0) return;
    const now = this.clock.now();
    await this.mails.dueNow(tx, recorded.map(idOf), now);
    const movedIds = recorded.filter(({ hasNewAddress }) => hasNewAddress).map(idOf);
    if (movedIds.length > 0) await this.mails.requeue(tx, movedIds, stillNews(now), now);
    tx.onCommit(() => this.sender.nudge());
  }

  async list(
    tx: ReadTx,
    actor: Actor,
    { limit, cursor }: Input<typeof messaging.mails.list>,
  ): Promise<Output<typeof messaging.mails.list>> {
    const before = readCursor(cursor, Id);
    const rows = await this.mails.listOf(tx, actor.personId, { before, limit: limit + 1 });
    const { items, nextCursor } = toPage(rows, limit, ({ id }) => id);
    return { items: items.map(toSummary), nextCursor };
  }

  /** @throws not-found when there is none, or it is somebody else's. */
  async get(tx: ReadTx, actor: Actor, mailId: string): Promise<messaging.MailView> {
    const row = await this.mails.findOf(tx, actor.personId, mailId);
    if (!row) throw new DomainError('not-found');
    return { ...toSummary(row), text: row.text, html: row.html };
  }
}

const idOf = ({ recipientId }: RecordedRecipient) => recipientId;

/** An older mail no longer tells anything: it stays in the portal, and does not come with a heap of others. */
function stillNews(now: Date): Date {
  return new Date(now.getTime() - NEWS_DAYS * 86_400_000);
}

function toSummary(row: Omit<MailRow, 'html' | 'text'>): messaging.MailSummary {
  return {
    mailId: row.id,
    kind: row.kind,
    subject: row.subject,
    createdAt: row.created_at.toISOString(),
    status: row.status,
  };
}
