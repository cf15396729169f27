import { Injectable } from '@nestjs/common';
import { foundAt, lookUp, type ReadTx, type Tx } from '@ouderportaal/database';
import { formatTime, newId, parseTime } from '@ouderportaal/kernel';
import type { PlacementFacts } from './placements-import.rules.js';

interface StoredPlacement extends Omit<PlacementFacts, 'days'> {
  days: (Omit<PlacementFacts['days'][number], 'startsAt' | 'endsAt'> & {
    startsAt: number;
    endsAt: number;
  })[];
}

/** Placements in the organisation's own numbers and codes. */
@Injectable()
export class PlacementsImportRepository {
  /** The placements with these numbers, and all other placements of these children. */
  async stored(
    tx: ReadTx,
    numbers: readonly string[],
    children: readonly string[],
  ): Promise<PlacementFacts[]> {
    const rows = await tx.query<StoredPlacement>(
      `select p.number, c.number as child, g.code as "group", p.starts_on as "startsOn",
         p.ends_on as "endsOn",
         coalesce(
           (select json_agg(json_build_object('weekday', d.weekday, 'weeks', d.weeks,
               'startsAt', d.starts_at, 'endsAt', d.ends_at))
            from placement_day d
            where d.tenant_id = p.tenant_id and d.placement_id = p.id),
           '[]') as days
       from (
         select p.id from unnest($2::text[]) as wanted (number)
           cross join ${lookUp('placement', 'number = wanted.number')} p
         union
         select p.id from unnest($3::text[]) as wanted (number)
           cross join ${lookUp('child', 'number = wanted.number')} k
           cross join ${lookUp('placement', 'child_id = k.id')} p
       ) named
       cross join ${lookUp('placement', 'id = named.id')} p
       cross join ${lookUp('child', 'id = p.child_id')} c
       cross join ${lookUp('care_group', 'id = p.group_id')} g`,
      [tx.tenantId, numbers, children],
    );
    return rows.map((row) => ({
      ...row,
      days: row.days.map((day) => ({
        ...day,
        startsAt: formatTime(day.startsAt),
        endsAt: formatTime(day.endsAt),
      })),
    }));
  }

  async childIds(tx: ReadTx, numbers: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await tx.query<{ id: string; number: string }>(
      `select c.id, c.number from unnest($2::text[]) as wanted (number)
       cross join ${lookUp('child', 'number = wanted.number')} c`,
      [tx.tenantId, numbers],
    );
    return new Map(rows.map(({ id, number }) => [number, id]));
  }

  /** Days refer to their placement's child, so they go first and come back last. */
  async record(
    tx: Tx,
    placements: readonly PlacementFacts[],
    childIds: ReadonlyMap<string, string>,
    groupIds: ReadonlyMap<string, string>,
  ): Promise<void> {
    if (placements.length === 0) return;
    await tx.execute(
      `delete from placement_day where ${foundAt(`
         select d.ctid from unnest($2::text[]) as sent (number)
         cross join ${lookUp('placement', 'number = sent.number')} p
         cross join ${lookUp('placement_day', 'placement_id = p.id')} d`)}`,
      [tx.tenantId, placements.map(({ number }) => number)],
    );
    const ids = await tx.query<{ id: string; number: string }>(
      `insert into placement (tenant_id, id, number, child_id, group_id, starts_on, ends_on)
       select $1, id, number, "childId", "groupId", "startsOn", "endsOn"
       from jsonb_to_recordset($2::jsonb)
         as sent (id uuid, number text, "childId" uuid, "groupId" uuid, "startsOn" date, "endsOn" date)
       on conflict (tenant_id, number) do update
         set child_id = excluded.child_id, group_id = excluded.group_id,
           starts_on = excluded.starts_on, ends_on = excluded.ends_on
       returning id, number`,
      [
        tx.tenantId,
        JSON.stringify(
          placements.map(({ number, child, group, startsOn, endsOn }) => ({
            id: newId(),
            number,
            childId: childIds.get(child),
            groupId: groupIds.get(group),
            startsOn,
            endsOn,
          })),
        ),
      ],
    );
    await this.insertDays(tx, placements, new Map(ids.map(({ id, number }) => [number, id])));
  }

  private async insertDays(
    tx: Tx,
    placements: readonly PlacementFacts[],
    ids: ReadonlyMap<string, string>,
  ): Promise<void> {
    const days = placements.flatMap(({ number, days: all }) =>
      all.map((day) => ({
        ...day,
        placementId: ids.get(number),
        startsAt: parseTime(day.startsAt),
        endsAt: parseTime(day.endsAt),
      })),
    );
    await tx.execute(
      `insert into placement_day (tenant_id, placement_id, child_id, weekday, weeks, starts_at,
         ends_at, valid_during)
       select p.tenant_id, p.id, p.child_id, day.weekday, day.weeks, day."startsAt", day."endsAt",
         daterange(p.starts_on, p.ends_on, '[]')
       from jsonb_to_recordset($2::jsonb)
         as day ("placementId" uuid, weekday int, weeks text, "startsAt" int, "endsAt" int)
       cross join ${lookUp('placement', 'id = day."placementId"')} p`,
      [tx.tenantId, JSON.stringify(days)],
    );
  }
}
