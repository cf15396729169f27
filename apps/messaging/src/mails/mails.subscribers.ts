import { Injectable } from '@nestjs/common';
import { Subscribers } from '@ouderportaal/database';
import { MailKinds } from './mail-kind.js';
import { MailsService } from './mails.service.js';

/** Every kind of news hears its own cause (R113, R116, R118, R119, R213). */
@Injectable()
export class MailsSubscribers {
  constructor(events: Subscribers, kinds: MailKinds, mails: MailsService) {
    for (const kind of kinds.all) {
      events.onMany(kind.cause.event, (tx, received) =>
        mails.announce(
          tx,
          kind,
          received.flatMap(({ data }) => kind.cause.tell(data)),
        ),
      );
    }
  }
}
