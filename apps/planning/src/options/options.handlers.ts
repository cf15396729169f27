import { Controller } from '@nestjs/common';
import { Handles } from '@ouderportaal/bus';
import { type Actor, type Input, planning } from '@ouderportaal/contracts';
import type { ReadTx } from '@ouderportaal/database';
import { OptionsService } from './options.service.js';

const { options: contracts } = planning;

@Controller()
export class OptionsHandlers {
  constructor(private readonly options: OptionsService) {}

  @Handles(contracts.list)
  list(tx: ReadTx, actor: Actor, { on }: Input<typeof contracts.list>) {
    return this.options.list(tx, actor, on);
  }

  @Handles(contracts.range)
  range(tx: ReadTx, actor: Actor, input: Input<typeof contracts.range>) {
    return this.options.range(tx, actor, input);
  }
}
