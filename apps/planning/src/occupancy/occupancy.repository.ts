import { Injectable } from '@nestjs/common';
import type { ReadTx } from '@ouderportaal/database';
import type { LocalDate } from '@ouderportaal/kernel';
import type { Closure } from '../closures/closures.rules.js';
import type { OccupancyInput } from './occupancy.rules.js';

/** The rows that say how full some groups are on some days. */
type GroupFacts = Pick<OccupancyInput, 'dayparts' | 'capacities' | 'patterns' | 'bookings'> & {
  closures: Closure[];
};

/**
 * One row of JSON, because it is behind every page of the queue and every decision. A daypart that no
 * group has a capacity for any more was retired; where no capacity at all was recorded every daypart is
 * shown, and its places are not counted. Bookings are the open and the approved ones.
 */
const FACTS = `
  select
    coalesce((select json_agg(json_build_object('daypartId', id, 'name', name,
        'startsAt', starts_at, 'endsAt', ends_at) order by starts_at, ends_at, id)
      from daypart
      where exists (
          select from group_capacity c
          where c.tenant_id = daypart.tenant_id and c.daypart_id = daypart.id)
        or not exists (select from group_capacity)), '[]') as dayparts,
    coalesce((select json_agg(json_build_object('groupId', group_id, 'daypartId', daypart_id,
        'places', places))
      from group_capacity where group_id = any($1::uuid[])), '[]') as capacities,
    coalesce((select json_agg(json_build_object('placementId', p.id, 'childId', p.child_id,
        'groupId', p.group_id, 'startsOn', p.starts_on, 'endsOn', p.ends_on,
        'days', coalesce(
          (select json_agg(json_build_object('weekday', d.weekday, 'weeks', d.weeks,
              'startsAt', d.starts_at, 'endsAt', d.ends_at) order by d.weekday, d.starts_at)
           from placement_day d
           where d.tenant_id = p.tenant_id and d.placement_id = p.id),
          '[]')) order by p.child_id, p.starts_on, p.id)
      from placement p
      where p.group_id = any($1::uuid[]) and p.starts_on <= $3
        and (p.ends_on is null or p.ends_on >= $2)), '[]') as patterns,
    coalesce((select json_agg(json_build_object('groupId', group_id, 'childId', child_id,
        'on', care_on, 'startsAt', starts_at, 'endsAt', ends_at, 'status', status))
      from booking
      where group_id = any($1::uuid[]) and care_on between $2 and $3
        and status in ('requested', 'approved')), '[]') as bookings,
    coalesce((select json_agg(json_build_object('locationId', location_id, 'startsOn', starts_on,
        'endsOn', ends_on, 'reason', reason) order by starts_on, id)
      from closure where ends_on >= $2 and starts_on <= $3), '[]') as closures`;

@Injectable()
export class OccupancyRepository {
  /** From `from` to `until`, both included. */
  async load(
    tx: ReadTx,
    groupIds: readonly string[],
    from: LocalDate,
    until: LocalDate,
  ): Promise<GroupFacts> {
    const [facts] = await tx.query<GroupFacts>(FACTS, [groupIds, from, until]);
    if (!facts) throw new Error('A statement without a from clause answers one row');
    return facts;
  }
}
