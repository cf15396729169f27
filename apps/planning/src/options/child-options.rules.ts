import type { planning } from '@ouderportaal/contracts';
import { formatTime, type LocalDate, type TimeRange } from '@ouderportaal/kernel';
import {
  groupsOn,
  judgeChild,
  judgeGroup,
  judgeTimes,
  type JudgementContext,
  offeredOn,
  type Refusal,
  takenTimes,
  valueOf,
} from './options.rules.js';

type GroupOptions = planning.ChildOptions['groups'][number];

/** What can be asked for one child on a day, with the reason where it cannot (R91, R93, R98–R101). */
export function childOptions(
  context: JudgementContext,
  child: planning.ChildName,
  groups: readonly planning.GroupName[],
  on: LocalDate,
): planning.ChildOptions {
  const { childId, firstName } = child;
  const placedIn = new Set(groupsOn(context, childId, on));
  const inGroups = groups
    .filter(({ groupId }) => placedIn.has(groupId))
    .map((group) => groupOptions(context, childId, group, on));
  const options = inGroups.flatMap((group) => group.options);
  const isPossible = options.some((option) => option.isPossible);
  const because = isPossible
    ? null
    : (reasonOf(judgeChild(context, childId, on)) ??
      reasonOf(firstRefusal(context, childId, [...placedIn], on)) ??
      options[0]?.notPossibleBecause ??
      'daypart-not-offered');
  return {
    child: { childId, firstName },
    isPossible,
    notPossibleBecause: because,
    groups: inGroups,
  };
}

function groupOptions(
  context: JudgementContext,
  childId: string,
  group: planning.GroupName,
  on: LocalDate,
): GroupOptions {
  const { groupId } = group;
  const refusal = judgeGroup(context, childId, groupId, on);
  const times = takenTimes(context, childId, on);
  const options = offeredOn(context, groupId, on).map((product) => {
    const because = refusal ?? judgeTimes(times, product, on);
    return {
      productId: product.productId,
      productName: product.name,
      ...inText(product),
      value: valueOf(context.policy, product),
      isPossible: because === null,
      notPossibleBecause: reasonOf(because),
    };
  });
  const planned = times.planned.filter((range) => range.groupId === groupId);
  return { group, planned: planned.map(inText), options };
}

/** Why no group of the child can take it; null when one may. */
function firstRefusal(
  context: JudgementContext,
  childId: string,
  groupIds: readonly string[],
  on: LocalDate,
): Refusal | null {
  const refusals = groupIds.map((groupId) => judgeGroup(context, childId, groupId, on));
  return refusals.includes(null) ? null : (refusals[0] ?? null);
}

function reasonOf(refusal: Refusal | null): planning.NotPossible | null {
  return refusal === null || refusal.problem === 'not-found' ? null : refusal.problem;
}

function inText({ startsAt, endsAt }: TimeRange) {
  return { startsAt: formatTime(startsAt), endsAt: formatTime(endsAt) };
}
