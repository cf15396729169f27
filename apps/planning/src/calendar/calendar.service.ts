import { Injectable } from '@nestjs/common';
import type { Actor, Input, planning } from '@ouderportaal/contracts';
import type { ReadTx } from '@ouderportaal/database';
import { Clock } from '@ouderportaal/kernel';
import { closureCalendar, groupClosed } from '../closures/closures.rules.js';
import { loadPublicHolidays } from '../closures/holidays.rules.js';
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
    const holidays = await loadPublicHolidays();
    const closures = { recorded: family.closures, holidays, language: organisation.language };
    const calendar = closureCalendar(closures, policy, from, until);
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
      isClosed: groupClosed(calendar, groups),
    });
  }
}
