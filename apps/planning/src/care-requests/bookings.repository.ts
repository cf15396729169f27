import { Injectable } from '@nestjs/common';
import type { planning } from '@ouderportaal/contracts';
import { asRows, columnsOf, type ReadTx, rowsOf, type Tx } from '@ouderportaal/database';
import { type LocalDate, newId } from '@ouderportaal/kernel';
import { type BookingRow, inBookingOrder } from './booking.rules.js';
import { ASKED, bookingRows } from './booking-rows.js';
import type { SubmittedCareRequest } from './care-requests.repository.js';
import type { AskedDay } from './care-requests.rules.js';

/** Where the next page of an overview begins: newest booking first. */
interface OverviewPage {
  status: planning.BookingStatus | null;
  before: string | null;
  limit: number;
}

const VIEW = `select ${bookingRows.columns}`;
const { from: FROM, names: NAMES } = bookingRows;
const MY_CHILD = `
  join guardianship m on m.tenant_id = b.tenant_id and m.child_id = b.child_id
    and m.guardian_id = $1 and m.access <> 'none'`;

const INSERT = `with asked as (
   select * from ${rowsOf(ASKED, 2)}
 ), stored as (
   insert into booking (tenant_id, ${columnsOf(ASKED).names})
   select $3::uuid, ${columnsOf(ASKED).fields} from asked order by "childId", "on", "startsAt"
   on conflict do nothing
   returning *
 )
 ${VIEW}, m.access
 from stored b
 join (select $1::uuid as id, $4::timestamptz as submitted_at) r on r.id = b.request_id
 ${NAMES}
 join guardianship m on m.tenant_id = b.tenant_id and m.child_id = b.child_id
   and m.guardian_id = $5`;

@Injectable()
export class BookingsRepository {
  /**
   * Answers the bookings as the guardian who asks sees them, but for days on which the child turned out
   * to be asked for already.
   */
  async insert(
    tx: Tx,
    request: SubmittedCareRequest,
    days: readonly AskedDay[],
  ): Promise<BookingRow[]> {
    const periods = new Map(days.map(({ index }) => [index, newId()]));
    const asked = days.map((day) => ({
      ...day,
      bookingId: newId(),
      requestId: request.id,
      periodId: periods.get(day.index),
      lapsesOn: request.lapsesOn ?? day.on,
      status: 'requested',
    }));
    const rows = await tx.query<BookingRow>(INSERT, [
      request.id,
      asRows(ASKED, asked),
      tx.tenantId,
      request.submittedAt,
      request.submittedBy,
    ]);
    return inBookingOrder(rows);
  }

  /** A request's bookings of the guardian's own children. */
  async ofRequestForGuardian(
    tx: ReadTx,
    guardianId: string,
    requestId: string,
  ): Promise<BookingRow[]> {
    const rows = await tx.query<BookingRow>(
      `${VIEW}, m.access ${FROM} ${MY_CHILD}
       where b.request_id = $2`,
      [guardianId, requestId],
    );
    return inBookingOrder(rows);
  }

  /** A request's bookings in the given groups. */
  async ofRequestInGroups(
    tx: ReadTx,
    groupIds: readonly string[],
    requestId: string,
  ): Promise<BookingRow[]> {
    const rows = await tx.query<BookingRow>(
      `${VIEW}, null as access ${FROM}
       where b.request_id = $1 and b.group_id = any($2::uuid[])`,
      [requestId, groupIds],
    );
    return inBookingOrder(rows);
  }

  /** Every booking of some requests, whoever may see them: for events and for closing. */
  async ofRequests(tx: ReadTx, requestIds: readonly string[]): Promise<BookingRow[]> {
    const rows = await tx.query<BookingRow>(
      `${VIEW}, null as access ${FROM}
       where b.request_id = any($1::uuid[])`,
      [requestIds],
    );
    return inBookingOrder(rows);
  }

  /** How many bookings a request has, whoever may see them. */
  async countOf(tx: ReadTx, requestId: string): Promise<number> {
    const row = await tx.queryOne<{ n: number }>(
      'select count(*) as n from booking where request_id = $1',
      [requestId],
    );
    return row?.n ?? 0;
  }

  /** The overview (R140): one row more than asked for tells whether there is a next page. */
  overview(tx: ReadTx, guardianId: string, page: OverviewPage): Promise<BookingRow[]> {
    return tx.query<BookingRow>(
      `${VIEW}, m.access ${FROM} ${MY_CHILD}
       where ($2::text is null or b.status = $2) and ($3::uuid is null or b.id < $3)
       order by b.id desc limit $4`,
      [guardianId, page.status, page.before, page.limit + 1],
    );
  }

  async decide(
    tx: Tx,
    decisions: readonly planning.Decision[],
    by: { employeeId: string; at: Date },
  ): Promise<void> {
    await tx.execute(
      `update booking set status = decision.outcome, reason = decision.reason,
         decided_by = $4, decided_at = $5
       from unnest($1::uuid[], $2::text[], $3::text[]) as decision (id, outcome, reason)
       where booking.id = decision.id and booking.status = 'requested'`,
      [
        decisions.map(({ bookingId }) => bookingId),
        decisions.map(({ outcome }) => outcome),
        decisions.map((decision) => (decision.outcome === 'rejected' ? decision.reason : null)),
        by.employeeId,
        by.at,
      ],
    );
  }

  /**
   * Lets decided bookings wait again.
   * @throws DomainError `already-requested`: a refused one whose child is asked for at that time by now
   */
  async reopen(tx: Tx, bookingIds: readonly string[]): Promise<void> {
    await tx.execute(
      `update booking set status = 'requested', reason = null, decided_by = null, decided_at = null
       where id = any($1::uuid[]) and status in ('approved', 'rejected')`,
      [bookingIds],
    );
  }

  async cancel(tx: Tx, bookingIds: readonly string[]): Promise<void> {
    await tx.execute(
      `update booking set status = 'cancelled' where id = any($1::uuid[]) and status = 'requested'`,
      [bookingIds],
    );
  }

  /** Takes back what waited past its last day (R113). */
  async withdraw(tx: Tx, requestIds: readonly string[], today: LocalDate): Promise<void> {
    await tx.execute(
      `update booking set status = 'withdrawn'
       where request_id = any($1::uuid[]) and status = 'requested' and lapses_on < $2`,
      [requestIds, today],
    );
  }
}
