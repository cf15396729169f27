import type { Provider } from '@nestjs/common';
import { MailKinds } from '../mails/mail-kind.js';
import { kinds } from './registry.js';

export const kindsProviders: Provider[] = [{ provide: MailKinds, useValue: kinds }];
