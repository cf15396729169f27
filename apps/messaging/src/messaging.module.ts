import { Module } from '@nestjs/common';
import { MailsHandlers } from './mails/mails.handlers.js';
import { copiesProviders } from './copies/copies.providers.js';
import { deliveryProviders } from './delivery/delivery.providers.js';
import { kindsProviders } from './kinds/kinds.providers.js';
import { mailsProviders } from './mails/mails.providers.js';

@Module({
  controllers: [MailsHandlers],
  providers: [...copiesProviders, ...deliveryProviders, ...kindsProviders, ...mailsProviders],
})
export class MessagingModule {}
