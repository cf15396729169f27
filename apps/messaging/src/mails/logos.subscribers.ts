import { Injectable } from '@nestjs/common';
import { media } from '@ouderportaal/contracts';
import { Subscribers } from '@ouderportaal/database';
import { CopiesRepository } from '../copies/copies.repository.js';

/** Mails that are made from now on show the logo. */
@Injectable()
export class LogosSubscribers {
  constructor(events: Subscribers, copies: CopiesRepository) {
    events.on(media.events.logoRecorded, (tx, { data, position }) =>
      copies.recordLogo(tx, data.version, position),
    );
  }
}
