import { Controller } from '@nestjs/common';
import { Handles } from '@ouderportaal/bus';
import { type Actor, type Input, messaging } from '@ouderportaal/contracts';
import type { ReadTx } from '@ouderportaal/database';
import { MailsService } from './mails.service.js';

const { mails: contracts } = messaging;

@Controller()
export class MailsHandlers {
  constructor(private readonly service: MailsService) {}

  @Handles(contracts.list)
  list(tx: ReadTx, actor: Actor, page: Input<typeof contracts.list>) {
    return this.service.list(tx, actor, page);
  }

  @Handles(contracts.get)
  get(tx: ReadTx, actor: Actor, { mailId }: Input<typeof contracts.get>) {
    return this.service.get(tx, actor, mailId);
  }
}
