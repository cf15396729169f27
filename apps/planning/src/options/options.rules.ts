import type { planning } from '@ouderportaal/contracts';
import {
  addDays,
  isWithin,
  type LocalDate,
  type Minutes,
  type TimeRange,
  timesOverlap,
  weekdayOf,
} from '@ouderportaal/kernel';
import type { BookedTimes } from '../care-requests/booking.rules.js';
import {
  expectedOn,
  type GroupClosed,
  isPlacedOn,
  type PlacementPattern,
} from '../patterns/patterns.rules.js';

/** A care product as one group offers it (R98, R101). */
export interface OfferedProduct {
  productId: string;
  name: string;
  groupId: string;
  startsAt: Minutes;
  endsAt: Minutes;
  cents: number | null;
  points: number | null;
  weekdays: number[];
  validFrom: LocalDate;
  validUntil: LocalDate | null;
}

/** An open or approved booking of a child. */
export type BookedTime = BookedTimes & { status: 'requested' | 'approved' };

/** All that decides whether care can be asked for: loaded once for a family, judged per booking. */
export interface JudgementContext {
  policy: planning.PlanningPolicy;
  today: LocalDate;
  /** The days that can be asked for today, of this policy. */
  window: ReturnType<typeof windowOf>;
  /** What the guardian may do for each child; children that are not in it are not theirs. */
  access: ReadonlyMap<string, 'full' | 'read-only'>;
  patterns: readonly PlacementPattern[];
  isClosed: GroupClosed;
  products: readonly OfferedProduct[];
  booked: readonly BookedTime[];
}

interface WantedBooking {
  childId: string;
  groupId: string;
  productId: string;
  on: LocalDate;
}

export interface Refusal {
  /** A problem code; `not-found` for a child that is not the guardian's. */
  problem: planning.NotPossible | 'not-found';
  parameters: Readonly<Record<string, string | number>>;
}

type Judgement = { ok: true; product: OfferedProduct } | ({ ok: false } & Refusal);

export function isOffered(
  product: Pick<OfferedProduct, 'weekdays' | 'validFrom' | 'validUntil'>,
  on: LocalDate,
  weekday: number = weekdayOf(on),
): boolean {
  return product.weekdays.includes(weekday) && isWithin(on, product.validFrom, product.validUntil);
}

/** The days that can be asked for today, both included by the organisation's policy. */
export function windowOf(
  policy: planning.PlanningPolicy,
  today: LocalDate,
): { from: LocalDate; until: LocalDate } {
  return {
    from: addDays(today, policy.requestUntilDaysBefore),
    until: addDays(today, policy.requestUpToDaysAhead),
  };
}

/** What care is worth to this organisation's parents: euros, points (R104), or neither. */
export function valueOf(
  { valuation }: Pick<planning.PlanningPolicy, 'valuation'>,
  product: { cents: number | null; points: number | null },
): planning.Value {
  return {
    cents: valuation === 'money' ? product.cents : null,
    points: valuation === 'points' ? product.points : null,
  };
}

/**
 * Whether this booking can be asked for, and if not, why. The list of options and the submitting of a
 * request both ask here, so that they never disagree (R91, R98–R101).
 */
export function judgeBooking(context: JudgementContext, wanted: WantedBooking): Judgement {
  const { childId, groupId, productId, on } = wanted;
  const refusal = judgeGroup(context, childId, groupId, on);
  if (refusal) return { ok: false, ...refusal };
  const product = context.products.find(
    (one) => one.productId === productId && one.groupId === groupId && isOffered(one, on),
  );
  if (!product) return { ok: false, problem: 'daypart-not-offered', parameters: { on } };
  const taken = judgeTimes(takenTimes(context, childId, on), product, on);
  return taken ? { ok: false, ...taken } : { ok: true, product };
}

/** Why nothing at all can be asked for a child on a day; null when something may be. */
export function judgeChild(
  context: JudgementContext,
  childId: string,
  on: LocalDate,
): Refusal | null {
  const access = context.access.get(childId);
  if (!access) return { problem: 'not-found', parameters: {} };
  if (access === 'read-only') return { problem: 'read-only-access', parameters: {} };
  const refusal = judgeDate(context, on);
  if (refusal) return refusal;
  if (groupsOn(context, childId, on).length > 0) return null;
  return { problem: 'outside-placement', parameters: { on } };
}

/** Why nothing can be asked for a child in a group on a day; null when something may be. */
export function judgeGroup(
  context: JudgementContext,
  childId: string,
  groupId: string,
  on: LocalDate,
): Refusal | null {
  const refusal = judgeChild(context, childId, on);
  if (refusal) return refusal;
  if (!groupsOn(context, childId, on).includes(groupId)) {
    return { problem: 'outside-placement', parameters: { on } };
  }
  return context.isClosed(groupId, on) ? { problem: 'closed-on-date', parameters: { on } } : null;
}

/** The groups in which a child has a place on a day, also where it does not come that weekday. */
export function groupsOn(context: JudgementContext, childId: string, on: LocalDate): string[] {
  const placed = context.patterns.filter(
    (pattern) => pattern.childId === childId && isPlacedOn(pattern, on),
  );
  return [...new Set(placed.map(({ groupId }) => groupId))];
}

/** What a group offers on a day, in the order of the day. */
export function offeredOn(
  context: JudgementContext,
  groupId: string,
  on: LocalDate,
): OfferedProduct[] {
  const weekday = weekdayOf(on);
  return context.products.filter(
    (product) => product.groupId === groupId && isOffered(product, on, weekday),
  );
}

/** When a child is expected in a group anyway: by its weekly pattern or an approved booking (R99). */
function plannedOn(
  context: JudgementContext,
  childId: string,
  on: LocalDate,
): (TimeRange & { groupId: string })[] {
  const byPattern = context.patterns
    .filter((pattern) => pattern.childId === childId && !context.isClosed(pattern.groupId, on))
    .flatMap((pattern) =>
      expectedOn(pattern, on).map((range) => ({ groupId: pattern.groupId, ...range })),
    );
  const byApproval = bookedOn(context, childId, on)
    .filter(({ status }) => status === 'approved')
    .map(({ groupId, startsAt, endsAt }) => ({ groupId, startsAt, endsAt }));
  return [...byPattern, ...byApproval].sort((a, b) => a.startsAt - b.startsAt);
}

/** What takes up a child's time on a day: where it is expected, and all that was asked for. */
interface TakenTimes {
  planned: readonly (TimeRange & { groupId: string })[];
  asked: readonly TimeRange[];
}

export function takenTimes(context: JudgementContext, childId: string, on: LocalDate): TakenTimes {
  return { planned: plannedOn(context, childId, on), asked: bookedOn(context, childId, on) };
}

/** Why a child has no time for a product on a day; null when it has. */
export function judgeTimes(
  { planned, asked }: TakenTimes,
  product: TimeRange,
  on: LocalDate,
): Refusal | null {
  const isTaken = (range: TimeRange) => timesOverlap(range, product);
  if (planned.some(isTaken)) return { problem: 'already-planned', parameters: { on } };
  return asked.some(isTaken) ? { problem: 'already-requested', parameters: { on } } : null;
}

function judgeDate({ today, window }: JudgementContext, on: LocalDate): Refusal | null {
  const { from, until } = window;
  if (on < today) return { problem: 'date-in-the-past', parameters: { today } };
  if (on < from) return { problem: 'request-too-late', parameters: { from } };
  if (on > until) return { problem: 'request-too-early', parameters: { until } };
  return null;
}

function bookedOn({ booked }: JudgementContext, childId: string, on: LocalDate): BookedTime[] {
  return booked.filter((booking) => booking.childId === childId && booking.on === on);
}
