import { Injectable } from '@nestjs/common';
import type { planning } from '@ouderportaal/contracts';
import type { Tx } from '@ouderportaal/database';
import { Clock } from '@ouderportaal/kernel';
import { ChangeBroadcast } from '@ouderportaal/service';
import { AnnouncingService } from './announcing.service.js';
import { concernedBy } from './booking.rules.js';
import { BookingsRepository } from './bookings.repository.js';
import { CareRequestsRepository } from './care-requests.repository.js';
import { DecisionAnnouncementsRepository } from './decision-announcements.repository.js';
import { toldFrom } from './take-back.rules.js';

/** Says that bookings changed, and closes requests of which every booking has its outcome, exactly once (R119). */
@Injectable()
export class ClosingService {
  constructor(
    private readonly requests: CareRequestsRepository,
    private readonly bookings: BookingsRepository,
    private readonly announcing: AnnouncingService,
    private readonly announcements: DecisionAnnouncementsRepository,
    private readonly live: ChangeBroadcast,
    private readonly clock: Clock,
  ) {}

  /**
   * After somebody decided on a request or cancelled in it. The family is told when nobody can take a
   * decision back any more. The request is locked by the caller: nobody else closes it at the same time.
   */
  async closedByPeople(tx: Tx, requestId: string, policy: planning.PlanningPolicy): Promise<void> {
    const { done, rows } = await this.close(tx, [requestId]);
    if (done.length === 0) return;
    const now = this.clock.now();
    const from = toldFrom(rows, policy, now);
    if (from === null) return;
    if (from > now) await this.announcements.add(tx, done, from);
    else await this.announcing.announce(tx, done, 'people');
  }

  /** After the last date to wait passed (R113). The requests are locked by the caller. */
  async closedByTime(tx: Tx, requestIds: readonly string[]): Promise<void> {
    const { done } = await this.close(tx, requestIds);
    await this.announcing.announce(tx, done, 'time');
  }

  private async close(tx: Tx, requestIds: readonly string[]) {
    const rows = await this.bookings.ofRequests(tx, requestIds);
    this.live.changed(tx, concernedBy(rows));
    const isOpen = new Set(
      rows.filter(({ status }) => status === 'requested').map(({ requestId }) => requestId),
    );
    const done = requestIds.filter((id) => !isOpen.has(id));
    if (done.length > 0) await this.requests.close(tx, done, this.clock.now());
    return { done, rows };
  }
}
