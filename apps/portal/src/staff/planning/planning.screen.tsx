import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useOrganisation } from '../../app/organisation.js';
import { Page } from '../../app/page.js';
import { addDays, mondayOf, sayDay, todayIn } from '../../dates/dates.js';
import { useVoice } from '../../texts/words.js';
import { Button } from '../../ui/button.js';
import { BLOCKS } from '../../ui/drawings.js';
import { Empty } from '../../ui/empty.js';
import { Loading } from '../../ui/loading.js';
import { PeriodBar } from '../../ui/period-bar.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { UpdatedAt } from '../../ui/updated-at.js';
import { GroupChooser } from '../requests/group-chooser.js';
import { groupsOf } from '../requests/queue.queries.js';
import { occupancyOf } from './planning.queries.js';
import { usePlanningWords } from './planning.texts.js';
import { WeekTable } from './week-table.js';

/** S6: the week of a group, as full as it is. */
export function PlanningScreen() {
  const words = usePlanningWords();
  const { language } = useVoice();
  const { timeZone } = useOrganisation();
  const navigate = useNavigate({ from: '/planning' });
  const search = useSearch({ from: '/signed-in/staff/planning' });
  const groups = useQuery(groupsOf());
  const thisWeek = mondayOf(todayIn(timeZone, new Date()));
  const from = mondayOf(search.week ?? thisWeek);
  const until = addDays(from, 6);
  const group = groups.data?.find(({ groupId }) => groupId === search.groep) ?? groups.data?.[0];
  const week = useQuery({
    ...occupancyOf(group?.groupId ?? '', from, until),
    enabled: group !== undefined,
  });
  const go = (to: { groep?: string; week?: string }) =>
    void navigate({ search: { ...search, ...to } });
  return (
    <Page title={words.title} help="staff-planning" wide>
      <GroupChooser
        chosen={group?.groupId}
        hasAll={false}
        onChoose={(groupId) => go(groupId ? { groep: groupId } : {})}
      />
      <PeriodBar
        title={words.week(sayDay(from, language, 'short'), sayDay(until, language, 'short'))}
        names={{ back: words.previous, now: words.thisWeek, forth: words.next }}
        isNow={from === thisWeek}
        onBack={() => go({ week: addDays(from, -7) })}
        onNow={() => go({ week: thisWeek })}
        onForth={() => go({ week: addDays(from, 7) })}
      />
      {(groups.isPending || (group && week.isPending)) && <Loading />}
      {groups.isError && <ProblemNotice error={groups.error} onAgain={() => groups.refetch()} />}
      {groups.data?.length === 0 && <Empty drawing={BLOCKS}>{words.noGroups}</Empty>}
      {week.isError && !week.data && (
        <ProblemNotice error={week.error} onAgain={() => week.refetch()} />
      )}
      {week.data && group && <WeekTable name={group.groupName} days={week.data} />}
      {week.data && (
        <>
          <div className="no-print">
            <Button onClick={() => window.print()}>{words.print}</Button>
          </div>
          <UpdatedAt asked={week} />
        </>
      )}
    </Page>
  );
}
