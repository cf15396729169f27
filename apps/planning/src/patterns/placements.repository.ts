import { Injectable } from '@nestjs/common';
import type { Tx } from '@ouderportaal/database';
import type { LocalDate } from '@ouderportaal/kernel';
import type { PlacementPattern } from './patterns.rules.js';

/** Placements with their weekly pattern that hold on any day from `from` to `until`. */
@Injectable()
export class PlacementsRepository {
  ofGroups(
    tx: Tx,
    groupIds: readonly string[],
    from: LocalDate,
    until: LocalDate,
  ): Promise<PlacementPattern[]> {
    return tx.query(
      `select p.id as "placementId", p.child_id as "childId", p.group_id as "groupId",
         p.starts_on as "startsOn", p.ends_on as "endsOn",
         coalesce(
           (select json_agg(json_build_object('weekday', d.weekday, 'weeks', d.weeks,
               'startsAt', d.starts_at, 'endsAt', d.ends_at) order by d.weekday, d.starts_at)
            from placement_day d
            where d.tenant_id = p.tenant_id and d.placement_id = p.id),
           '[]') as days
       from placement p
       where p.group_id = any($1::uuid[]) and p.starts_on <= $3
         and (p.ends_on is null or p.ends_on >= $2)
       order by p.child_id, p.starts_on, p.id`,
      [groupIds, from, until],
    );
  }
}
