import { Controller } from '@nestjs/common';
import { Handles } from '@ouderportaal/bus';
import { type Actor, planning } from '@ouderportaal/contracts';
import type { Tx } from '@ouderportaal/database';
import type { LocalDate } from '@ouderportaal/kernel';
import { CalendarService } from './calendar.service.js';

@Controller()
export class CalendarHandlers {
  constructor(private readonly calendar: CalendarService) {}

  @Handles(planning.calendar.get)
  get(
    actor: Actor,
    input: { from: LocalDate; until: LocalDate },
    tx: Tx,
  ): Promise<planning.CalendarView> {
    return this.calendar.get(tx, actor, input);
  }
}
