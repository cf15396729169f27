import { Injectable } from '@nestjs/common';
import type { ReadTx } from '@ouderportaal/database';
import type { LocalDate } from '@ouderportaal/kernel';
import type { BookingRow } from '../care-requests/booking.rules.js';
import { bookingRows } from '../care-requests/booking-rows.js';
import { bookingFacts } from './obstacles.repository.js';
import type { BookingFacts } from './obstacles.rules.js';

export interface QueuePage {
  /** Groups to filter by. */
  groupIds: readonly string[];
  /** Every group of the reader: what is judged together is shown together. */
  readersGroupIds: readonly string[];
  today: LocalDate;
  from: LocalDate | null;
  until: LocalDate | null;
  after: { on: LocalDate; id: string } | null;
  limit: number;
}

export type QueueRow = BookingRow & {
  /** The first booking of those that are judged together. */
  itemId: string;
  remark: string | null;
  asWhole: boolean;
  requestLapsesOn: LocalDate | null;
  /** Bookings of the request in groups that are not the reader's, and whether any of them waits. */
  hasOthers: boolean;
  hasOpenOthers: boolean;
  facts: BookingFacts;
};

@Injectable()
export class QueueRepository {
  /**
   * Open bookings by care day, those of one request that are judged as a whole one after the other; one
   * item more than asked for tells whether there is a next page.
   */
  list(tx: ReadTx, page: QueuePage): Promise<QueueRow[]> {
    return tx.query<QueueRow>(
      `with item as (
         select b.tenant_id, b.id, b.care_on, b.request_id, r.as_whole
         from booking b
         join care_request r on r.tenant_id = b.tenant_id and r.id = b.request_id
         where b.status = 'requested' and b.group_id = any($1::uuid[]) and b.lapses_on >= $2
           and ($3::date is null or b.care_on >= $3) and ($4::date is null or b.care_on <= $4)
           and ($5::date is null or (b.care_on, b.id) > ($5, $6::uuid))
           and not (r.as_whole and exists (
             select from booking o
             where o.tenant_id = b.tenant_id and o.request_id = b.request_id and o.id < b.id
               and o.status = 'requested' and o.group_id = any($1::uuid[])))
         order by b.care_on, b.id limit $7
       )
       select ${bookingRows.columns}, null as access, ${bookingFacts} as facts, item.id as "itemId", r.remark,
         r.as_whole as "asWhole", r.lapses_on as "requestLapsesOn",
         exists (select from booking o
           where o.tenant_id = b.tenant_id and o.request_id = b.request_id
             and o.group_id <> all($8::uuid[])) as "hasOthers",
         exists (select from booking o
           where o.tenant_id = b.tenant_id and o.request_id = b.request_id
             and o.status = 'requested' and o.group_id <> all($8::uuid[])) as "hasOpenOthers"
       from item
       join booking b on b.tenant_id = item.tenant_id and b.request_id = item.request_id
         and (b.id = item.id or item.as_whole)
         and b.status = 'requested' and b.group_id = any($8::uuid[])
       join care_request r on r.tenant_id = b.tenant_id and r.id = b.request_id
       ${bookingRows.names}
       order by item.care_on, item.id, b.id`,
      [
        page.groupIds,
        page.today,
        page.from,
        page.until,
        page.after?.on ?? null,
        page.after?.id ?? null,
        page.limit + 1,
        page.readersGroupIds,
      ],
    );
  }
}
