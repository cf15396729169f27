import { Controller } from '@nestjs/common';
import { Handles } from '@ouderportaal/bus';
import { type Actor, planning } from '@ouderportaal/contracts';
import type { Tx } from '@ouderportaal/database';
import type { LocalDate } from '@ouderportaal/kernel';
import { OptionsService } from './options.service.js';

@Controller()
export class OptionsHandlers {
  constructor(private readonly options: OptionsService) {}

  @Handles(planning.options.list)
  list(
    actor: Actor,
    input: { on: LocalDate },
    tx: Tx,
  ): Promise<{ on: LocalDate; children: planning.ChildOptions[] }> {
    return this.options.list(tx, actor, input);
  }
}
