import type { Provider } from '@nestjs/common';
import { MailSource } from '../delivery/mail-source.js';
import { MailsToSend } from './mails-to-send.js';
import { LogosSubscribers } from './logos.subscribers.js';
import { MailRenderer } from './mail-renderer.js';
import { MailsRepository } from './mails.repository.js';
import { MailsService } from './mails.service.js';
import { MailsSubscribers } from './mails.subscribers.js';
import { PeopleSubscribers } from './people.subscribers.js';

export const mailsProviders: Provider[] = [
  { provide: MailSource, useClass: MailsToSend },
  LogosSubscribers,
  MailRenderer,
  MailsRepository,
  MailsService,
  MailsSubscribers,
  PeopleSubscribers,
];
