import { Injectable } from '@nestjs/common';
import type { Tx } from '@ouderportaal/database';
import type { LocalDate } from '@ouderportaal/kernel';
import type { PlaceWanted } from './places.rules.js';

@Injectable()
export class SlotsRepository {
  /**
   * Lets one transaction at a time count the children of a group on a day, in one order for everybody.
   * Held until the transaction ends.
   */
  async lockGroupDays(tx: Tx, days: readonly { groupId: string; on: LocalDate }[]): Promise<void> {
    await tx.query(
      `select pg_advisory_xact_lock(hashtextextended(day.key, 0))
       from (select distinct key from unnest($1::text[]) as key order by key) as day`,
      [days.map(({ groupId, on }) => `${tx.tenantId} ${groupId} ${on}`)],
    );
  }

  /**
   * Gives the wanted places, or answers the ones that are not there. Two transactions that want the
   * same place meet at its row: the second one waits, and then sees what the first one took.
   */
  async take(tx: Tx, wanted: readonly PlaceWanted[]): Promise<PlaceWanted[]> {
    const given = await tx.query<{ n: number }>(
      `with wanted as (
         select * from unnest($1::uuid[], $2::date[], $3::uuid[], $4::int[], $5::int[], $6::int[])
         with ordinality as wanted (group_id, care_on, daypart_id, planned, extra, places, n)
       ), given as (
         insert into slot (tenant_id, group_id, care_on, daypart_id, planned, extra, places)
         select $7::uuid, group_id, care_on, daypart_id, planned, extra, places
         from wanted where planned + extra <= places order by n
         on conflict (tenant_id, group_id, care_on, daypart_id) do update
           set planned = excluded.planned, places = excluded.places,
             extra = slot.extra + excluded.extra
           where excluded.planned + slot.extra + excluded.extra <= excluded.places
         returning group_id, care_on, daypart_id
       )
       select wanted.n from wanted join given using (group_id, care_on, daypart_id)`,
      [
        wanted.map(({ groupId }) => groupId),
        wanted.map(({ on }) => on),
        wanted.map(({ daypartId }) => daypartId),
        wanted.map(({ planned }) => planned),
        wanted.map(({ extra }) => extra),
        wanted.map(({ places }) => places),
        tx.tenantId,
      ],
    );
    const isGiven = new Set(given.map(({ n }) => n));
    return wanted.filter((_place, i) => !isGiven.has(i + 1));
  }
}
