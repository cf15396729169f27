import { Injectable } from '@nestjs/common';
import type { ReadTx } from '@ouderportaal/database';
import type { LocalDate } from '@ouderportaal/kernel';
import { type BookingRow, bookingRows } from '../care-requests/booking-row.js';

export interface QueuePage {
  groupIds: readonly string[];
  today: LocalDate;
  from: LocalDate | null;
  until: LocalDate | null;
  after: { on: LocalDate; id: string } | null;
  limit: number;
}

export type QueueRow = BookingRow & {
  remark: string | null;
  as_whole: boolean;
  request_lapses_on: LocalDate | null;
};

@Injectable()
export class QueueRepository {
  /** Open bookings by care day; one row more than asked for tells whether there is a next page. */
  list(tx: ReadTx, page: QueuePage): Promise<QueueRow[]> {
    return tx.query<QueueRow>(
      `select ${bookingRows.columns}, null as access,
         r.remark, r.as_whole, r.lapses_on as request_lapses_on
       ${bookingRows.from}
       where b.status = 'requested' and b.group_id = any($1::uuid[]) and b.lapses_on >= $2
         and ($3::date is null or b.care_on >= $3) and ($4::date is null or b.care_on <= $4)
         and ($5::date is null or (b.care_on, b.id) > ($5, $6::uuid))
       order by b.care_on, b.id limit $7`,
      [
        page.groupIds,
        page.today,
        page.from,
        page.until,
        page.after?.on ?? null,
        page.after?.id ?? null,
        page.limit + 1,
      ],
    );
  }
}
