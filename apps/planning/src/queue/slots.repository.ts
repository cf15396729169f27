import { Injectable } from '@nestjs/common';
import type { Tx } from '@ouderportaal/database';
import type { LocalDate } from '@ouderportaal/kernel';
import type { SlotCount } from './places.rules.js';

@Injectable()
export class SlotsRepository {
  /**
   * Lets one transaction at a time count the children of a group on a day, in one order for everybody.
   * Held until the transaction ends.
   */
  async lockGroupDays(tx: Tx, days: readonly { groupId: string; on: LocalDate }[]): Promise<void> {
    await tx.query(
      `select pg_advisory_xact_lock(hashtext(current_schema), day.key)
       from (select distinct hashtext(key) as key from unnest($1::text[]) as key order by 1) as day`,
      [days.map(({ groupId, on }) => `${tx.tenantId} ${groupId} ${on}`)],
    );
  }

  /**
   * Writes down what was counted behind the lock. It replaces what stood there, whatever that was; the
   * table's check refuses one place too many.
   */
  async record(tx: Tx, counts: readonly SlotCount[]): Promise<void> {
    if (counts.length === 0) return;
    await tx.execute(
      `insert into slot (tenant_id, group_id, care_on, daypart_id, planned, extra, places, counted_at)
       select $1::uuid, counted.*, now()
       from unnest($2::uuid[], $3::date[], $4::uuid[], $5::int[], $6::int[], $7::int[]) as counted
       on conflict (tenant_id, group_id, care_on, daypart_id) do update
         set planned = excluded.planned, extra = excluded.extra, places = excluded.places,
           counted_at = excluded.counted_at`,
      [
        tx.tenantId,
        counts.map(({ groupId }) => groupId),
        counts.map(({ on }) => on),
        counts.map(({ daypartId }) => daypartId),
        counts.map(({ planned }) => planned),
        counts.map(({ extra }) => extra),
        counts.map(({ places }) => places),
      ],
    );
  }
}
