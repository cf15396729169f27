import { Injectable } from '@nestjs/common';
import type { GroupName, PlanningPolicy } from '@ouderportaal/contracts';
import type { Tx } from '@ouderportaal/database';
import type { LocalDate } from '@ouderportaal/kernel';
import { ClosuresRepository } from '../closures/closures.repository.js';
import { closureCalendar, groupClosed } from '../closures/closures.rules.js';
import { PlacementsRepository } from '../patterns/placements.repository.js';
import { OccupancyRepository } from './occupancy.repository.js';
import type { OccupancyInput } from './occupancy.rules.js';

/** Loads, in a constant number of statements, what counting the children of some groups takes. */
@Injectable()
export class GroupDaysService {
  constructor(
    private readonly placements: PlacementsRepository,
    private readonly closures: ClosuresRepository,
    private readonly occupancy: OccupancyRepository,
  ) {}

  /** `days` in any order; at least one. */
  async load(
    tx: Tx,
    groups: readonly GroupName[],
    days: readonly LocalDate[],
    policy: PlanningPolicy,
  ): Promise<OccupancyInput> {
    const sorted = [...days].sort();
    const [from = '', until = ''] = [sorted[0], sorted.at(-1)];
    const groupIds = groups.map(({ groupId }) => groupId);
    const closures = await this.closures.overlapping(tx, from, until);
    return {
      groups,
      days,
      dayparts: await this.occupancy.dayparts(tx),
      capacities: await this.occupancy.capacities(tx, groupIds),
      patterns: await this.placements.ofGroups(tx, groupIds, from, until),
      bookings: await this.occupancy.bookingsOf(tx, groupIds, from, until),
      isClosed: groupClosed(closureCalendar(closures, policy, from, until), groups),
    };
  }
}
