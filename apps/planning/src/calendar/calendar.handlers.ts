import { Controller } from '@nestjs/common';
import { Handles } from '@ouderportaal/bus';
import { type Actor, type Input, planning } from '@ouderportaal/contracts';
import type { ReadTx } from '@ouderportaal/database';
import { CalendarService } from './calendar.service.js';

const { calendar: contracts } = planning;

@Controller()
export class CalendarHandlers {
  constructor(private readonly calendar: CalendarService) {}

  @Handles(contracts.get)
  get(tx: ReadTx, actor: Actor, period: Input<typeof contracts.get>) {
    return this.calendar.get(tx, actor, period);
  }
}
