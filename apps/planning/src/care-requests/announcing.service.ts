import { Injectable } from '@nestjs/common';
import { planning } from '@ouderportaal/contracts';
import { Outbox, type ReadTx, type Tx } from '@ouderportaal/database';
import { PeopleRepository } from '../copies/people.repository.js';
import type { BookingRow } from './booking.rules.js';
import { BookingsRepository } from './bookings.repository.js';
import { CareRequestsRepository } from './care-requests.repository.js';
import { toFact } from './care-requests.views.js';

/** Who gave the last booking its outcome: people, or the passing of the last date to wait. */
type Closer = 'people' | 'time';

/** Says what became of closed requests, to those who may still know (R118, R119). */
@Injectable()
export class AnnouncingService {
  constructor(
    private readonly requests: CareRequestsRepository,
    private readonly bookings: BookingsRepository,
    private readonly people: PeopleRepository,
    private readonly outbox: Outbox,
  ) {}

  /** The requests are closed, and locked by the caller. */
  async announce(tx: Tx, requestIds: readonly string[], closer: Closer): Promise<void> {
    if (requestIds.length === 0) return;
    const [closed, all] = await Promise.all([
      this.requests.ofIds(tx, requestIds),
      this.bookings.ofRequests(tx, requestIds),
    ]);
    const rows = Map.groupBy(all, ({ requestId }) => requestId);
    const isVisible = await this.visibility(tx, closed);
    const facts = closed
      .map(({ id, submitted_by }) => ({
        id,
        submittedBy: submitted_by,
        rows: (rows.get(id) ?? []).filter((row) => isVisible(submitted_by, row.childId)),
      }))
      .filter((request) => request.rows.length > 0)
      .filter((request) => closer === 'time' || wasJudged(request.rows))
      .map((request) => toFact(request.id, request.submittedBy, request.rows));
    const event =
      closer === 'time' ? planning.events.careRequestWithdrawn : planning.events.careRequestDecided;
    this.outbox.addAll(tx, event, facts);
  }

  /** Which children each guardian may still see: events leave out bookings of the others. */
  private async visibility(tx: ReadTx, closed: readonly { submitted_by: string }[]) {
    const guardians = [...new Set(closed.map(({ submitted_by }) => submitted_by))];
    const visible = await this.people.visibleTo(tx, guardians);
    const pairs = new Set(visible.map(({ guardianId, childId }) => `${guardianId} ${childId}`));
    return (guardianId: string, childId: string) => pairs.has(`${guardianId} ${childId}`);
  }
}

/** A parent who cancels everything knows it; there is nothing to tell. */
function wasJudged(rows: readonly BookingRow[]): boolean {
  return rows.some(({ status }) => status !== 'cancelled');
}
