import { Injectable } from '@nestjs/common';
import type { ReadTx } from '@ouderportaal/database';
import type { LocalDate } from '@ouderportaal/kernel';
import type { OfferedProduct } from './options.rules.js';

@Injectable()
export class ProductsRepository {
  /**
   * What is offered on any day from `from` to `until` by the groups in which the guardian's children have
   * a place then: a row per product and group.
   */
  offeredTo(
    tx: ReadTx,
    guardianId: string,
    from: LocalDate,
    until: LocalDate,
  ): Promise<OfferedProduct[]> {
    return tx.query(
      `select p.id as "productId", p.name, g.group_id as "groupId", p.starts_at as "startsAt",
         p.ends_at as "endsAt", p.cents, p.points, p.weekdays,
         p.valid_from as "validFrom", p.valid_until as "validUntil"
       from care_product_group g
       join care_product p on p.tenant_id = g.tenant_id and p.id = g.product_id
       where g.group_id in (
           select place.group_id
           from guardianship s
           join placement place on place.tenant_id = s.tenant_id and place.child_id = s.child_id
           where s.guardian_id = $1 and s.access <> 'none'
             and place.starts_on <= $3 and (place.ends_on is null or place.ends_on >= $2))
         and p.valid_from <= $3 and (p.valid_until is null or p.valid_until >= $2)
       order by p.starts_at, p.ends_at, p.name, p.id`,
      [guardianId, from, until],
    );
  }
}
