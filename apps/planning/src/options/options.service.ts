import { Injectable } from '@nestjs/common';
import {
  type Actor,
  DomainError,
  type Input,
  type Output,
  type planning,
} from '@ouderportaal/contracts';
import type { ReadTx } from '@ouderportaal/database';
import { eachDay, type LocalDate } from '@ouderportaal/kernel';
import { GroupDaysService } from '../occupancy/group-days.service.js';
import { placesLeft } from '../occupancy/occupancy.rules.js';
import { childOptions } from './child-options.rules.js';
import { assertJudgeablePeriod, dayOptions } from './day-options.rules.js';
import { JudgementService } from './judgement.service.js';

@Injectable()
export class OptionsService {
  constructor(
    private readonly judgement: JudgementService,
    private readonly groupDays: GroupDaysService,
  ) {}

  async list(
    tx: ReadTx,
    actor: Actor,
    on: LocalDate,
  ): Promise<Output<typeof planning.options.list>> {
    const { context, children, groups } = await this.judgement.ofFamily(tx, actor, on, on);
    return { on, children: children.map((child) => childOptions(context, child, groups, on)) };
  }

  /** @throws DomainError `date-range-invalid`; `not-found` for a child that the reader may not see */
  async range(
    tx: ReadTx,
    actor: Actor,
    { from, until, childId }: Input<typeof planning.options.range>,
  ): Promise<Output<typeof planning.options.range>> {
    assertJudgeablePeriod(from, until);
    const family = await this.judgement.ofFamily(tx, actor, from, until);
    const { context, groups } = family;
    const children = family.children.filter(
      (one) => childId === undefined || one.childId === childId,
    );
    if (childId !== undefined && children.length === 0) throw new DomainError('not-found');
    const days = eachDay(from, until);
    const occupancy = await this.groupDays.load(tx, groups, days, context.policy);
    const month = { context, groups, placesLeft: placesLeft(occupancy) };
    return {
      from,
      until,
      children: children.map((child) => ({
        child: { childId: child.childId, firstName: child.firstName },
        days: days.map((on) => dayOptions(month, child, on)),
      })),
    };
  }
}
