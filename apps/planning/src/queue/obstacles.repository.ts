import { Injectable } from '@nestjs/common';
import type { ReadTx } from '@ouderportaal/database';
import type { BookingFacts } from './obstacles.rules.js';

/** `BookingFacts` as one column, of booking `b` and its request `r`. */
export const bookingFacts = `
  json_build_object('bookingId', b.id,
    'access', (select s.access from guardianship s
      where s.tenant_id = b.tenant_id and s.child_id = b.child_id
        and s.guardian_id = r.submitted_by),
    'placements', coalesce((select json_agg(json_build_object('placementId', p.id,
        'childId', p.child_id, 'groupId', p.group_id, 'startsOn', p.starts_on, 'endsOn', p.ends_on,
        'days', coalesce(
          (select json_agg(json_build_object('weekday', d.weekday, 'weeks', d.weeks,
              'startsAt', d.starts_at, 'endsAt', d.ends_at))
           from placement_day d
           where d.tenant_id = p.tenant_id and d.placement_id = p.id),
          '[]')))
      from placement p
      where p.tenant_id = b.tenant_id and p.child_id = b.child_id
        and p.starts_on <= b.care_on and (p.ends_on is null or p.ends_on >= b.care_on)), '[]'),
    'product', (select json_build_object('weekdays', p.weekdays, 'validFrom', p.valid_from,
        'validUntil', p.valid_until)
      from care_product_group o
      join care_product p on p.tenant_id = o.tenant_id and p.id = o.product_id
      where o.tenant_id = b.tenant_id and o.product_id = b.product_id
        and o.group_id = b.group_id))`;

@Injectable()
export class ObstaclesRepository {
  /** What `obstacleOf` looks at: one statement, however many there are. */
  async load(tx: ReadTx, bookingIds: readonly string[]): Promise<BookingFacts[]> {
    const rows = await tx.query<{ facts: BookingFacts }>(
      `select ${bookingFacts} as facts
       from booking b
       join care_request r on r.tenant_id = b.tenant_id and r.id = b.request_id
       where b.id = any($1::uuid[])`,
      [bookingIds],
    );
    return rows.map(({ facts }) => facts);
  }
}
