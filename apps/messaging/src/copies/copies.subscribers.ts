import { Injectable } from '@nestjs/common';
import { identity } from '@ouderportaal/contracts';
import { Subscribers, newestBy } from '@ouderportaal/database';
import { MailSender } from '../delivery/mail-sender.js';
import { MailsService } from '../mails/mails.service.js';
import { CopiesRepository } from './copies.repository.js';

/** Keeps the copy of organisation and guardians; mails that waited for them go out. */
@Injectable()
export class CopiesSubscribers {
  constructor(
    events: Subscribers,
    copies: CopiesRepository,
    mails: MailsService,
    sender: MailSender,
  ) {
    const { organisationRecorded, familyRecorded } = identity.events;

    events.on(organisationRecorded, async (tx, { data, position }) => {
      const isFirst = await copies.recordOrganisation(tx, data, position);
      if (!isFirst) return;
      await mails.organisationIsKnown(tx);
      tx.onCommit(() => sender.nudge());
    });
    events.onMany(familyRecorded, async (tx, received) => {
      const heard = received.flatMap(({ data, position }) =>
        data.guardians.map(({ guardianId, firstName, email, language }) => ({
          recipientId: guardianId,
          firstName,
          email,
          language,
          asOf: position,
        })),
      );
      const recipients = newestBy(heard, ({ recipientId }) => recipientId);
      await mails.recipientsAreKnown(tx, await copies.recordRecipients(tx, recipients));
      tx.onCommit(() => sender.nudge());
    });
  }
}
