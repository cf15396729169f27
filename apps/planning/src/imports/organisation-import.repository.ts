import { Injectable } from '@nestjs/common';
import type { planning } from '@ouderportaal/contracts';
import type { ReadTx, Tx } from '@ouderportaal/database';
import { formatTime, newId, parseTime } from '@ouderportaal/kernel';
import type { CountedPlaces, ProductFacts, StoredRows } from './organisation-import.rules.js';

/** Ids by the organisation's own codes. */
type IdsByCode = ReadonlyMap<string, string>;

type InMinutes<T extends { startsAt: string; endsAt: string }> = Omit<T, 'startsAt' | 'endsAt'> & {
  startsAt: number;
  endsAt: number;
};

/** Dayparts, capacities, products and closures in the organisation's own codes. */
@Injectable()
export class OrganisationImportRepository {
  async stored(tx: ReadTx): Promise<StoredRows> {
    const dayparts = await tx.query<InMinutes<planning.DaypartRow>>(
      'select code, name, starts_at as "startsAt", ends_at as "endsAt" from daypart',
    );
    const products = await tx.query<InMinutes<ProductFacts>>(
      `select p.code, p.name, p.starts_at as "startsAt", p.ends_at as "endsAt", p.cents, p.points,
         p.weekdays, p.valid_from as "validFrom", p.valid_until as "validUntil",
         coalesce(
           (select json_agg(g.code)
            from care_product_group pg
            join care_group g on g.tenant_id = pg.tenant_id and g.id = pg.group_id
            where pg.tenant_id = p.tenant_id and pg.product_id = p.id),
           '[]') as groups
       from care_product p`,
    );
    const capacities = await tx.query<CountedPlaces>(
      `select g.code as "group", d.code as daypart, c.places
       from group_capacity c
       join care_group g on g.tenant_id = c.tenant_id and g.id = c.group_id
       join daypart d on d.tenant_id = c.tenant_id and d.id = c.daypart_id`,
    );
    const closures = await tx.query<planning.ClosureRow>(
      `select l.code as location, c.starts_on as "startsOn", c.ends_on as "endsOn", c.reason
       from closure c
       left join location l on l.tenant_id = c.tenant_id and l.id = c.location_id`,
    );
    return {
      dayparts: dayparts.map(inText),
      products: products.map(inText),
      capacities,
      closures,
    };
  }

  groupIds(tx: ReadTx, codes: readonly string[]): Promise<IdsByCode> {
    return idsOf(tx, 'select id, code from care_group where code = any($1::text[])', codes);
  }

  locationIds(tx: ReadTx, codes: readonly string[]): Promise<IdsByCode> {
    return idsOf(tx, 'select id, code from location where code = any($1::text[])', codes);
  }

  async recordDayparts(tx: Tx, dayparts: readonly planning.DaypartRow[]): Promise<void> {
    await tx.execute(
      `insert into daypart (tenant_id, id, code, name, starts_at, ends_at)
       select $1, id, code, name, "startsAt", "endsAt"
       from jsonb_to_recordset($2::jsonb)
         as sent (id uuid, code text, name text, "startsAt" int, "endsAt" int)
       on conflict (tenant_id, code) do update
         set name = excluded.name, starts_at = excluded.starts_at, ends_at = excluded.ends_at`,
      [tx.tenantId, JSON.stringify(dayparts.map((row) => ({ id: newId(), ...inMinutes(row) })))],
    );
  }

  /** Products with the groups that offer them; a group that is left out offers it no more. */
  async recordProducts(
    tx: Tx,
    products: readonly ProductFacts[],
    groupIds: IdsByCode,
  ): Promise<void> {
    if (products.length === 0) return;
    const ids = await tx.query<{ id: string; code: string }>(
      `insert into care_product (tenant_id, id, code, name, starts_at, ends_at, cents, points,
         weekdays, valid_from, valid_until)
       select $1, id, code, name, "startsAt", "endsAt", cents, points, weekdays, "validFrom",
         "validUntil"
       from jsonb_to_recordset($2::jsonb)
         as sent (id uuid, code text, name text, "startsAt" int, "endsAt" int, cents int,
           points numeric, weekdays smallint[], "validFrom" date, "validUntil" date)
       on conflict (tenant_id, code) do update
         set name = excluded.name, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
           cents = excluded.cents, points = excluded.points, weekdays = excluded.weekdays,
           valid_from = excluded.valid_from, valid_until = excluded.valid_until
       returning id, code`,
      [tx.tenantId, JSON.stringify(products.map((row) => ({ id: newId(), ...inMinutes(row) })))],
    );
    const productIds = new Map(ids.map(({ id, code }) => [code, id]));
    const offers = products.flatMap(({ code, groups }) =>
      groups.map((group) => ({ productId: productIds.get(code), groupId: groupIds.get(group) })),
    );
    await this.replaceOffers(tx, [...productIds.values()], offers);
  }

  /** Takes away what is no longer so and puts in its place what is. */
  async recordCapacities(
    tx: Tx,
    {
      removed,
      recorded,
    }: { removed: readonly CountedPlaces[]; recorded: readonly CountedPlaces[] },
  ): Promise<void> {
    const named = `from jsonb_to_recordset($1::jsonb) as sent ("group" text, daypart text, places int)
       join care_group g on g.code = sent."group"
       join daypart d on d.code = sent.daypart`;
    await tx.execute(
      `delete from group_capacity
       where (group_id, daypart_id) in (select g.id, d.id ${named})`,
      [JSON.stringify(removed)],
    );
    await tx.execute(
      `insert into group_capacity (tenant_id, group_id, daypart_id, places)
       select $2, g.id, d.id, sent.places ${named}
       on conflict (tenant_id, group_id, daypart_id) do update set places = excluded.places`,
      [JSON.stringify(recorded), tx.tenantId],
    );
  }

  /** As `recordCapacities`; a closure whose reason differs is removed and recorded again. */
  async recordClosures(
    tx: Tx,
    {
      removed,
      recorded,
    }: { removed: readonly planning.ClosureRow[]; recorded: readonly planning.ClosureRow[] },
  ): Promise<void> {
    const named = `from jsonb_to_recordset($1::jsonb)
         as sent (id uuid, location text, "startsOn" date, "endsOn" date, reason text)
       left join location l on l.code = sent.location`;
    await tx.execute(
      `delete from closure c
       where exists (
         select ${named}
         where l.id is not distinct from c.location_id
           and sent."startsOn" = c.starts_on and sent."endsOn" = c.ends_on)`,
      [JSON.stringify(removed)],
    );
    await tx.execute(
      `insert into closure (tenant_id, id, location_id, starts_on, ends_on, reason)
       select $2, sent.id, l.id, sent."startsOn", sent."endsOn", sent.reason ${named}`,
      [JSON.stringify(recorded.map((row) => ({ id: newId(), ...row }))), tx.tenantId],
    );
  }

  private async replaceOffers(
    tx: Tx,
    productIds: readonly string[],
    offers: readonly { productId: string | undefined; groupId: string | undefined }[],
  ): Promise<void> {
    const pairs = [offers.map(({ productId }) => productId), offers.map(({ groupId }) => groupId)];
    await tx.execute(
      `delete from care_product_group
       where product_id = any($1::uuid[]) and (product_id, group_id) not in (
         select product_id, group_id
         from unnest($2::uuid[], $3::uuid[]) as sent (product_id, group_id))`,
      [productIds, ...pairs],
    );
    await tx.execute(
      `insert into care_product_group (tenant_id, product_id, group_id)
       select $1, product_id, group_id
       from unnest($2::uuid[], $3::uuid[]) as sent (product_id, group_id)
       on conflict do nothing`,
      [tx.tenantId, ...pairs],
    );
  }
}

async function idsOf(tx: ReadTx, sql: string, codes: readonly string[]): Promise<IdsByCode> {
  const rows = await tx.query<{ id: string; code: string }>(sql, [codes]);
  return new Map(rows.map(({ id, code }) => [code, id]));
}

function inText<T extends { startsAt: number; endsAt: number }>(row: T) {
  return { ...row, startsAt: formatTime(row.startsAt), endsAt: formatTime(row.endsAt) };
}

function inMinutes<T extends { startsAt: string; endsAt: string }>(row: T) {
  return { ...row, startsAt: parseTime(row.startsAt), endsAt: parseTime(row.endsAt) };
}
