import type { Provider } from '@nestjs/common';
import { DeliveriesRepository } from './deliveries.repository.js';
import { DeliveriesService } from './deliveries.service.js';
import { MailSender } from './mail-sender.js';
import { Smtp } from './smtp.js';

export const deliveryProviders: Provider[] = [
  DeliveriesRepository,
  DeliveriesService,
  MailSender,
  Smtp,
];
