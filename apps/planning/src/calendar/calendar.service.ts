import { Injectable } from '@nestjs/common';
import type { Actor, CalendarView } from '@ouderportaal/contracts';
import type { Tx } from '@ouderportaal/database';
import { Clock, type LocalDate } from '@ouderportaal/kernel';
import { ClosuresRepository } from '../closures/closures.repository.js';
import { closureCalendar, groupClosed } from '../closures/closures.rules.js';
import { OrganisationsRepository } from '../copies/organisations.repository.js';
import { PeopleRepository } from '../copies/people.repository.js';
import { PlacementsRepository } from '../patterns/placements.repository.js';
import { PoliciesRepository } from '../policies/policies.repository.js';
import { CalendarRepository } from './calendar.repository.js';
import { assertReadablePeriod, calendarOf } from './calendar.rules.js';

@Injectable()
export class CalendarService {
  constructor(
    private readonly organisations: OrganisationsRepository,
    private readonly policies: PoliciesRepository,
    private readonly people: PeopleRepository,
    private readonly placements: PlacementsRepository,
    private readonly bookings: CalendarRepository,
    private readonly closures: ClosuresRepository,
    private readonly clock: Clock,
  ) {}

  /** Whichever guardian asked for care, every guardian who may see the child sees it. */
  async get(
    tx: Tx,
    actor: Actor,
    { from, until }: { from: LocalDate; until: LocalDate },
  ): Promise<CalendarView> {
    assertReadablePeriod(from, until);
    const { timeZone, language } = await this.organisations.get(tx);
    const { policy } = await this.policies.current(tx);
    const children = await this.people.childrenOf(tx, actor.userId);
    const childIds = children.map(({ childId }) => childId);
    const patterns = await this.placements.ofChildren(tx, childIds, from, until);
    const bookings = await this.bookings.bookingsOf(tx, childIds, from, until);
    const groupIds = new Set([...patterns, ...bookings].map(({ groupId }) => groupId));
    const groups = await this.people.groups(tx, [...groupIds]);
    const closures = await this.closures.overlapping(tx, from, until);
    const calendar = closureCalendar({ ...closures, language }, policy, from, until);
    const locationIds = new Set(groups.map(({ locationId }) => locationId));
    return calendarOf({
      from,
      until,
      today: this.clock.today(timeZone),
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
