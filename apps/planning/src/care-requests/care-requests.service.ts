import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, planning } from '@ouderportaal/contracts';
import { Outbox, type ReadTx, type Tx } from '@ouderportaal/database';
import { Clock, formatTime, newId } from '@ouderportaal/kernel';
import { ChangeBroadcast } from '@ouderportaal/service';
import { valueOf } from '../options/options.rules.js';
import { type BookingRow, concernedBy } from './booking.rules.js';
import { BookingsRepository } from './bookings.repository.js';
import { CareRequestsRepository, type SubmittedCareRequest } from './care-requests.repository.js';
import { ClosingService } from './closing.service.js';
import { type Draft, DraftService } from './draft.service.js';
import { CareRequestReader } from './care-request-reader.js';
import { toBookingView, toFact, toRequestView, type ViewContext } from './care-requests.views.js';
import { type AskedDay, decidedAbout, isOpen, totalOf } from './care-requests.rules.js';

@Injectable()
export class CareRequestsService {
  constructor(
    private readonly drafts: DraftService,
    private readonly requests: CareRequestsRepository,
    private readonly bookings: BookingsRepository,
    private readonly closing: ClosingService,
    private readonly reader: CareRequestReader,
    private readonly outbox: Outbox,
    private readonly live: ChangeBroadcast,
    private readonly clock: Clock,
  ) {}

  async preview(
    tx: ReadTx,
    actor: Actor,
    request: planning.NewCareRequest,
  ): Promise<planning.CareRequestPreview> {
    const draft = await this.drafts.check(tx, actor, request);
    const { policy, days, leftOut, asWhole, today } = draft;
    return {
      bookings: days.map((day) => ({
        child: { childId: day.childId, firstName: firstNameOf(draft, day.childId) },
        on: day.on,
        startsAt: formatTime(day.startsAt),
        endsAt: formatTime(day.endsAt),
        productName: day.productName,
        value: valueOf(policy, day),
      })),
      leftOut,
      total: totalOf(days.map((day) => valueOf(policy, day))),
      valuation: policy.valuation,
      asWhole,
      decidedAbout: decidedAbout(policy, today, days),
    };
  }

  /** All bookings are recorded or none (R109, R114). */
  async submit(
    tx: Tx,
    actor: Actor,
    request: planning.NewCareRequest,
  ): Promise<planning.CareRequestView> {
    const draft = await this.drafts.check(tx, actor, request);
    const { days, leftOut, asWhole, lapsesOn, policy, policyVersion, today } = draft;
    const submitted: SubmittedCareRequest = {
      id: newId(),
      submittedBy: actor.personId,
      submittedAt: this.clock.now(),
      remark: request.remark ?? null,
      asWhole,
      lapsesOn,
      policyVersion,
      leftOut,
    };
    const [, rows] = await Promise.all([
      this.requests.insert(tx, submitted),
      this.bookings.insert(tx, submitted, days),
    ]);
    assertAllStored(days, rows);
    this.live.changed(tx, concernedBy(rows));
    this.outbox.add(tx, planning.events.careRequestSubmitted, {
      ...toFact(submitted.id, actor.personId, rows),
      lapsesOn,
      decidedAbout: decidedAbout(policy, today, days),
    });
    return toRequestView(actor, submitted, rows, {
      today,
      policy,
      showsRemark: true,
      takeBackSeconds: null,
    });
  }

  /** Cancels a booking with every open day of its period (R121–R125). */
  async cancel(
    tx: Tx,
    actor: Actor,
    { requestId, bookingId }: { requestId: string; bookingId: string },
  ): Promise<planning.CareRequestView> {
    await this.requests.lock(tx, requestId);
    const rows = await this.bookings.ofRequestForGuardian(tx, actor.personId, requestId);
    const booking = rows.find((row) => row.bookingId === bookingId);
    if (!booking) throw new DomainError('not-found');
    const context = await this.reader.context(tx);
    const period = rows.filter((row) => row.periodId === booking.periodId);
    assertCancellable(booking, period, context);
    const open = period.filter((row) => isOpen(row, context.today));
    await this.bookings.cancel(
      tx,
      open.map((row) => row.bookingId),
    );
    await this.closing.closedByPeople(tx, requestId, context.policy);
    return this.reader.forParent(tx, actor, requestId);
  }
}

/** A booking that was not inserted is there already: by a concurrent request for the same child and time. */
function assertAllStored(days: readonly AskedDay[], rows: readonly BookingRow[]): void {
  const isStored = new Set(rows.map((row) => `${row.childId} ${row.on} ${row.startsAt}`));
  const missing = days.find((day) => !isStored.has(`${day.childId} ${day.on} ${day.startsAt}`));
  if (missing) throw new DomainError('already-requested', { on: missing.on });
}

/** The strictest day of a period decides: cancelling takes the whole of it or nothing. */
function assertCancellable(booking: BookingRow, period: BookingRow[], context: ViewContext): void {
  if (booking.access !== 'full') throw new DomainError('read-only-access');
  const open = period.filter((row) => isOpen(row, context.today));
  if (!isOpen(booking, context.today)) throw new DomainError('request-not-open');
  for (const row of open) {
    const { cancel } = toBookingView(row, context);
    if (!cancel.isPossible) {
      throw new DomainError(
        'cancel-not-allowed',
        cancel.until === null ? {} : { until: cancel.until },
      );
    }
  }
}

function firstNameOf(draft: Draft, childId: string): string {
  return draft.children.get(childId)?.firstName ?? '';
}
