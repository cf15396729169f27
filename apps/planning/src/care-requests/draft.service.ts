import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, type planning } from '@ouderportaal/contracts';
import type { ReadTx } from '@ouderportaal/database';
import type { LocalDate } from '@ouderportaal/kernel';
import type { GuardiansChild } from '../copies/people.repository.js';
import { judgeBooking, type JudgementContext } from '../options/options.rules.js';
import { JudgementService } from '../options/judgement.service.js';
import {
  type AskedDay,
  assertLastDate,
  assertNoDoubles,
  daysOf,
  isAsWhole,
} from './care-requests.rules.js';

/** A request that could be submitted now: every day checked and priced. */
export interface Draft {
  days: AskedDay[];
  /** Days of a period that cannot be asked for; the rest of the period can. */
  leftOut: { childId: string; on: LocalDate; reason: string }[];
  asWhole: boolean;
  lapsesOn: LocalDate | null;
  today: LocalDate;
  policy: planning.PlanningPolicy;
  policyVersion: number;
  children: ReadonlyMap<string, GuardiansChild>;
}

/** Checks a request as it was written. Preview and submit both come here, so they never disagree. */
@Injectable()
export class DraftService {
  constructor(private readonly judgements: JudgementService) {}

  /** @throws the problem of the first booking that cannot be asked for */
  async check(tx: ReadTx, actor: Actor, request: planning.NewCareRequest): Promise<Draft> {
    const days = request.bookings.flatMap((booking) => daysOf(booking)).sort();
    const judgement = await this.judgements.ofFamily(tx, actor, days[0] ?? '', days.at(-1) ?? '');
    const { context } = judgement;
    const judged = request.bookings.map((booking, index) => judge(context, booking, index));
    const asked = judged.flatMap((one) => one.asked);
    assertNoDoubles(asked);
    assertLastDate(request.lapsesOn, context.today, asked);
    return {
      days: asked,
      leftOut: judged.flatMap((one) => one.leftOut),
      asWhole: isAsWhole(request.asWhole, context.policy, asked),
      lapsesOn: request.lapsesOn ?? null,
      today: context.today,
      policy: context.policy,
      policyVersion: judgement.policyVersion,
      children: new Map(judgement.children.map((child) => [child.childId, child])),
    };
  }
}

/** Whose child it is and whether the day lies in the window is never a reason to leave a day out. */
const LEAVES_OUT = new Set([
  'outside-placement',
  'closed-on-date',
  'daypart-not-offered',
  'already-planned',
  'already-requested',
]);

function judge(context: JudgementContext, booking: planning.NewBooking, index: number) {
  const { until, ...wanted } = booking;
  const { childId, groupId, productId } = wanted;
  const asked: AskedDay[] = [];
  const leftOut: Draft['leftOut'] = [];
  for (const on of daysOf(booking)) {
    const judgement = judgeBooking(context, { childId, groupId, productId, on });
    if (judgement.ok) {
      const { name: productName, startsAt, endsAt, cents, points } = judgement.product;
      asked.push({ ...wanted, index, on, productName, startsAt, endsAt, cents, points });
    } else if (until !== undefined && LEAVES_OUT.has(judgement.problem)) {
      leftOut.push({ childId, on, reason: judgement.problem });
    } else {
      throw new DomainError(judgement.problem, judgement.parameters);
    }
  }
  if (asked.length === 0) throw new DomainError('nothing-to-request');
  return { asked, leftOut };
}
