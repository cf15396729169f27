import { Injectable } from '@nestjs/common';
import { type EventData, identity } from '@ouderportaal/contracts';
import { newestBy, type Received, Subscribers, type Tx } from '@ouderportaal/database';
import { CopiesRepository } from '../copies/copies.repository.js';
import { MailsService } from './mails.service.js';

/** Keeps the copy of organisation and guardians; mails that waited for them go out. */
@Injectable()
export class PeopleSubscribers {
  constructor(events: Subscribers, copies: CopiesRepository, mails: MailsService) {
    const { organisationRecorded, guardiansRecorded } = identity.events;

    events.on(organisationRecorded, async (tx, { data, position }) => {
      const isFirst = await copies.recordOrganisation(tx, data, position);
      if (isFirst) await mails.organisationIsKnown(tx);
    });
    const recordGuardians = async (
      tx: Tx,
      received: readonly Received<EventData<typeof guardiansRecorded>>[],
    ) => {
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
    };
    events.onMany(guardiansRecorded, recordGuardians);
    events.onMany(identity.retiredEvents.familyRecorded, recordGuardians);
  }
}
