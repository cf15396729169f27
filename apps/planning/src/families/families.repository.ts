import { Injectable } from '@nestjs/common';
import { DomainError, type Language, type planning } from '@ouderportaal/contracts';
import type { ReadTx } from '@ouderportaal/database';
import { byChildName, type LocalDate } from '@ouderportaal/kernel';
import type { CalendarBooking } from '../calendar/calendar.rules.js';
import type { Closure } from '../closures/closures.rules.js';
import type { GuardiansChild } from '../copies/people.repository.js';
import type { PlacementPattern } from '../patterns/patterns.rules.js';

/** A family as one guardian may see it, and what decides about its days in a period. */
export interface Family {
  organisation: { timeZone: string; language: Language };
  policyVersion: number;
  policy: planning.PlanningPolicy;
  /** In the order of `byChildName`. */
  children: GuardiansChild[];
  /** Placements that hold on any day of the period. */
  patterns: PlacementPattern[];
  /** Of the period. */
  bookings: FamilyBooking[];
  /** The groups of these placements and bookings. */
  groups: planning.GroupName[];
  /** What was recorded as closed on any day of the period. */
  closures: Closure[];
}

/** An open, approved or rejected booking; cancelled and withdrawn ones are left out. */
export type FamilyBooking = CalendarBooking & { status: 'requested' | 'approved' | 'rejected' };

type Row = Family | { organisation: null; policy: null };

/**
 * A round trip to the database costs about as much as what it asks for, and these rows are behind every
 * screen and every request of a parent: they come as one row of JSON.
 */
const FAMILY = `
  with kid as (
    select c.tenant_id, c.id, c.first_name, c.last_name, s.access
    from guardianship s
    join child c on c.tenant_id = s.tenant_id and c.id = s.child_id
    where s.guardian_id = $1 and s.access <> 'none'
  ), pattern as (
    select p.id, p.child_id, p.group_id, p.starts_on, p.ends_on,
      coalesce(
        (select json_agg(json_build_object('weekday', d.weekday, 'weeks', d.weeks,
            'startsAt', d.starts_at, 'endsAt', d.ends_at) order by d.weekday, d.starts_at)
         from placement_day d
         where d.tenant_id = p.tenant_id and d.placement_id = p.id),
        '[]') as days
    from kid
    join placement p on p.tenant_id = kid.tenant_id and p.child_id = kid.id
    where p.starts_on <= $3 and (p.ends_on is null or p.ends_on >= $2)
  ), extra as (
    select b.id, b.request_id, b.child_id, b.group_id, b.product_name, b.care_on, b.starts_at,
      b.ends_at, b.status
    from kid
    join booking b on b.tenant_id = kid.tenant_id and b.child_id = kid.id
    where b.care_on between $2 and $3 and b.status in ('requested', 'approved', 'rejected')
  ), policy as (
    select version, document from planning_policy order by version desc limit 1
  )
  select
    (select json_build_object('timeZone', time_zone, 'language', language)
     from organisation) as organisation,
    (select version from policy) as "policyVersion",
    (select document from policy) as policy,
    coalesce((select json_agg(json_build_object('childId', id, 'firstName', first_name,
        'lastName', last_name, 'access', access))
      from kid), '[]') as children,
    coalesce((select json_agg(json_build_object('placementId', id, 'childId', child_id,
        'groupId', group_id, 'startsOn', starts_on, 'endsOn', ends_on, 'days', days)
        order by child_id, starts_on, id)
      from pattern), '[]') as patterns,
    coalesce((select json_agg(json_build_object('bookingId', id, 'requestId', request_id,
        'childId', child_id, 'groupId', group_id, 'productName', product_name, 'on', care_on,
        'startsAt', starts_at, 'endsAt', ends_at, 'status', status)
        order by care_on, starts_at, id)
      from extra), '[]') as bookings,
    coalesce((select json_agg(json_build_object('groupId', g.id, 'groupName', g.name,
        'locationId', l.id, 'locationName', l.name) order by l.name, g.name, g.id)
      from (select group_id from pattern union select group_id from extra) as used
      join care_group g on g.id = used.group_id
      join location l on l.tenant_id = g.tenant_id and l.id = g.location_id), '[]') as groups,
    coalesce((select json_agg(json_build_object('locationId', location_id, 'startsOn', starts_on,
        'endsOn', ends_on, 'reason', reason) order by starts_on, id)
      from closure where ends_on >= $2 and starts_on <= $3), '[]') as closures`;

@Injectable()
export class FamiliesRepository {
  /** From `from` to `until`, both included. @throws DomainError `not-found` before the first import. */
  async load(tx: ReadTx, guardianId: string, from: LocalDate, until: LocalDate): Promise<Family> {
    const row = await tx.queryOne<Row>(FAMILY, [guardianId, from, until]);
    if (!row?.organisation || !row.policy) throw new DomainError('not-found');
    return { ...row, children: row.children.sort(byChildName) };
  }
}
