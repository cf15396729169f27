import { Injectable } from '@nestjs/common';
import type { Actor, Input, planning } from '@ouderportaal/contracts';
import type { ReadTx } from '@ouderportaal/database';
import { Clock } from '@ouderportaal/kernel';
import { closedDays } from '../closures/closed-days.js';
import { FamiliesRepository } from '../families/families.repository.js';
import { assertReadablePeriod, calendarOf } from './calendar.rules.js';

@Injectable()
export class CalendarService {
  constructor(
    private readonly families: FamiliesRepository,
    private readonly clock: Clock,
  ) {}

  /** Whichever guardian asked for care, every guardian who may see the child sees it. */
  async get(
    tx: ReadTx,
    actor: Actor,
    { from, until }: Input<typeof planning.calendar.get>,
  ): Promise<planning.CalendarView> {
    assertReadablePeriod(from, until);
    const family = await this.families.load(tx, actor.personId, from, until);
    const { organisation, policy, children, patterns, bookings, groups } = family;
    const { language } = organisation;
    const { calendar, isClosed } = await closedDays({
      recorded: family.closures,
      policy,
      from,
      until,
      groups,
      language,
    });
    const locationIds = new Set(groups.map(({ locationId }) => locationId));
    return calendarOf({
      from,
      until,
      today: this.clock.today(organisation.timeZone),
      policy,
      children,
      groups,
      patterns,
      bookings,
      closed: calendar.list([...locationIds]),
      isClosed,
    });
  }
}
