import { Injectable } from '@nestjs/common';
import type { Actor, Output, planning } from '@ouderportaal/contracts';
import type { ReadTx } from '@ouderportaal/database';
import type { LocalDate } from '@ouderportaal/kernel';
import { childOptions } from './child-options.rules.js';
import { JudgementService } from './judgement.service.js';

@Injectable()
export class OptionsService {
  constructor(private readonly judgement: JudgementService) {}

  async list(
    tx: ReadTx,
    actor: Actor,
    on: LocalDate,
  ): Promise<Output<typeof planning.options.list>> {
    const { context, children, groups } = await this.judgement.ofFamily(tx, actor, on, on);
    return { on, children: children.map((child) => childOptions(context, child, groups, on)) };
  }
}
