import { Injectable } from '@nestjs/common';
import type { planning } from '@ouderportaal/contracts';
import type { ReadTx } from '@ouderportaal/database';
import type { LocalDate } from '@ouderportaal/kernel';
import { closedDays } from '../closures/closed-days.js';
import { OccupancyRepository } from './occupancy.repository.js';
import type { OccupancyInput } from './occupancy.rules.js';

/** Loads, in one statement, what counting the children of some groups takes. */
@Injectable()
export class GroupDaysService {
  constructor(private readonly occupancy: OccupancyRepository) {}

  /** `days` in any order, however often each; at least one. */
  async load(
    tx: ReadTx,
    groups: readonly planning.GroupName[],
    days: readonly LocalDate[],
    policy: planning.PlanningPolicy,
  ): Promise<OccupancyInput> {
    const sorted = [...new Set(days)].sort();
    const [from = '', until = ''] = [sorted[0], sorted.at(-1)];
    const groupIds = groups.map(({ groupId }) => groupId);
    const { closures, ...facts } = await this.occupancy.load(tx, groupIds, from, until);
    const { isClosed } = await closedDays({ recorded: closures, policy, from, until, groups });
    return { groups, days: sorted, ...facts, isClosed };
  }
}
