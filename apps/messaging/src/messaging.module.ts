import { Module } from '@nestjs/common';
import { CopiesRepository } from './copies/copies.repository.js';
import { DeliveriesRepository } from './delivery/deliveries.repository.js';
import { DeliveriesService } from './delivery/deliveries.service.js';
import { MailSender } from './delivery/mail-sender.js';
import { MailSource } from './delivery/mail-source.js';
import { Smtp } from './delivery/smtp.js';
import { kinds } from './kinds/registry.js';
import { LogosSubscribers } from './mails/logos.subscribers.js';
import { MailKinds } from './mails/mail-kind.js';
import { MailRenderer } from './mails/mail-renderer.js';
import { MailsHandlers } from './mails/mails.handlers.js';
import { MailsRepository } from './mails/mails.repository.js';
import { MailsService } from './mails/mails.service.js';
import { MailsSubscribers } from './mails/mails.subscribers.js';
import { MailsToSend } from './mails/mails-to-send.js';
import { PeopleSubscribers } from './mails/people.subscribers.js';

@Module({
  controllers: [MailsHandlers],
  providers: [
    { provide: MailKinds, useValue: kinds },
    Smtp,
    { provide: MailSource, useClass: MailsToSend },
    MailRenderer,
    CopiesRepository,
    MailsRepository,
    DeliveriesRepository,
    MailsService,
    DeliveriesService,
    MailSender,
    MailsSubscribers,
    PeopleSubscribers,
    LogosSubscribers,
  ],
})
export class MessagingModule {}
