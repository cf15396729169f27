import { Injectable } from '@nestjs/common';
import type { Tx } from '@ouderportaal/database';
import type { LocalDate } from '@ouderportaal/kernel';
import type { OfferedProduct } from './options.rules.js';

@Injectable()
export class ProductsRepository {
  /** What the groups offer on any day from `from` to `until`: a row per product and group. */
  offered(
    tx: Tx,
    groupIds: readonly string[],
    from: LocalDate,
    until: LocalDate,
  ): Promise<OfferedProduct[]> {
    return tx.query(
      `select p.id as "productId", p.name, g.group_id as "groupId", p.starts_at as "startsAt",
         p.ends_at as "endsAt", p.cents, p.points, p.weekdays,
         p.valid_from as "validFrom", p.valid_until as "validUntil"
       from care_product_group g
       join care_product p on p.tenant_id = g.tenant_id and p.id = g.product_id
       where g.group_id = any($1::uuid[])
         and p.valid_from <= $3 and (p.valid_until is null or p.valid_until >= $2)
       order by p.starts_at, p.ends_at, p.name, p.id`,
      [groupIds, from, until],
    );
  }
}
