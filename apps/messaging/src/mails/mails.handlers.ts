import { Controller } from '@nestjs/common';
import { Handles } from '@ouderportaal/bus';
import { type Actor, messaging } from '@ouderportaal/contracts';
import type { Tx } from '@ouderportaal/database';
import type { z } from 'zod';
import { MailsService } from './mails.service.js';

@Controller()
export class MailsHandlers {
  constructor(private readonly service: MailsService) {}

  @Handles(messaging.mails.list)
  list(
    actor: Actor,
    input: z.output<typeof messaging.mails.list.input>,
    tx: Tx,
  ): Promise<z.input<typeof messaging.mails.list.output>> {
    return this.service.list(tx, actor, input);
  }

  @Handles(messaging.mails.get)
  get(actor: Actor, { mailId }: { mailId: string }, tx: Tx): Promise<messaging.MailView> {
    return this.service.get(tx, actor, mailId);
  }
}
