import { Injectable } from '@nestjs/common';
import { type messaging, planning } from '@ouderportaal/contracts';
import { Subscribers, type Received, type Tx } from '@ouderportaal/database';
import { MailSender } from '../delivery/mail-sender.js';
import type { MailFacts } from './mail-content.rules.js';
import { type Announcement, MailsService } from './mails.service.js';

/** A fact about a request; when it lapses and is decided about is said once, in the receipt. */
type Fact = Omit<MailFacts, keyof typeof UNDATED> & Partial<MailFacts> & { submittedBy: string };

const UNDATED = { lapsesOn: null, decidedAbout: null };

/** What happens to a request is told to who sent it (R113, R116, R118, R119, R213). */
@Injectable()
export class MailsSubscribers {
  constructor(events: Subscribers, mails: MailsService, sender: MailSender) {
    const { careRequestSubmitted, careRequestDecided, careRequestWithdrawn } = planning.events;
    const tell =
      (kind: messaging.MailKind) => async (tx: Tx, received: readonly Received<Fact>[]) => {
        await mails.announce(tx, kind, received.map(toAnnouncement));
        tx.onCommit(() => sender.nudge());
      };
    events.onMany(careRequestSubmitted, tell('request-receipt'));
    events.onMany(careRequestDecided, tell('request-decided'));
    events.onMany(careRequestWithdrawn, tell('request-withdrawn'));
  }
}

function toAnnouncement({ data: { submittedBy, ...facts } }: Received<Fact>): Announcement {
  return { recipientId: submittedBy, facts: { ...UNDATED, ...facts } };
}
