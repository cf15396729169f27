import { Injectable } from '@nestjs/common';
import { planning } from '@ouderportaal/contracts';
import { EventConsumer } from '@ouderportaal/database';
import { MailSender } from '../delivery/mail-sender.js';
import { MailsService } from './mails.service.js';

/** What happens to a request is told to who sent it (R113, R116, R118, R119, R213). */
@Injectable()
export class MailsSubscribers {
  constructor(events: EventConsumer, mails: MailsService, sender: MailSender) {
    const { careRequestSubmitted, careRequestDecided, careRequestWithdrawn } = planning.events;
    const undated = { lapsesOn: null, decidedAbout: null };

    events.on(careRequestSubmitted, async (tx, { data }) => {
      const { submittedBy, ...facts } = data;
      await mails.announce(tx, 'request-receipt', submittedBy, facts);
      tx.onCommit(() => sender.nudge());
    });
    events.on(careRequestDecided, async (tx, { data }) => {
      const { submittedBy, ...facts } = data;
      await mails.announce(tx, 'request-decided', submittedBy, { ...facts, ...undated });
      tx.onCommit(() => sender.nudge());
    });
    events.on(careRequestWithdrawn, async (tx, { data }) => {
      const { submittedBy, ...facts } = data;
      await mails.announce(tx, 'request-withdrawn', submittedBy, { ...facts, ...undated });
      tx.onCommit(() => sender.nudge());
    });
  }
}
