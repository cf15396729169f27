import { Injectable } from '@nestjs/common';
import { media } from '@ouderportaal/contracts';
import { Subscribers } from '@ouderportaal/database';
import { LogosRepository } from './logos.repository.js';

@Injectable()
export class LogosSubscribers {
  constructor(events: Subscribers, logos: LogosRepository) {
    events.on(media.events.logoRecorded, (tx, { data, position }) =>
      logos.record(tx, data.version, position),
    );
  }
}
