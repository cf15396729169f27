import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useOrganisation } from '../../app/organisation.js';
import { Page } from '../../app/page.js';
import { now } from '../../dates/clock.js';
import { addDays, type LocalDate, mondayOf, sayDay, todayIn } from '../../dates/dates.js';
import { useVoice } from '../../texts/words.js';
import { Answered } from '../../ui/answered.js';
import { Button } from '../../ui/button.js';
import { BLOCKS } from '../../ui/drawings.js';
import { Empty } from '../../ui/empty.js';
import { PeriodBar } from '../../ui/period-bar.js';
import { GroupChooser } from '../group-chooser.js';
import { type Group, groupsOf } from '../groups.queries.js';
import { occupancyOf } from './planning.queries.js';
import { usePlanningWords } from './planning.texts.js';
import { WeekTable } from './week-table.js';

/** S6: the week of a group, as full as it is. */
export function PlanningScreen() {
  const words = usePlanningWords();
  const navigate = useNavigate({ from: '/planning' });
  const search = useSearch({ from: '/signed-in/staff/planning' });
  const groups = useQuery(groupsOf());
  const go = (to: { groep?: string; week?: string }) =>
    void navigate({ search: { ...search, ...to } });
  return (
    <Page title={words.title} help="staff-planning" wide>
      <Answered asked={groups} isDated={false}>
        {(mine) => {
          const group = mine.find(({ groupId }) => groupId === search.groep) ?? mine[0];
          if (!group) return <Empty drawing={BLOCKS}>{words.noGroups}</Empty>;
          return (
            <>
              <GroupChooser
                chosen={group.groupId}
                hasAll={false}
                onChoose={(groupId) => go(groupId ? { groep: groupId } : {})}
              />
              <Week group={group} week={search.week} onGo={(week) => go({ week })} />
            </>
          );
        }}
      </Answered>
    </Page>
  );
}

function Week({
  group,
  week,
  onGo,
}: {
  group: Group;
  week: LocalDate | undefined;
  onGo: (week: LocalDate) => void;
}) {
  const words = usePlanningWords();
  const { language } = useVoice();
  const { timeZone } = useOrganisation();
  const thisWeek = mondayOf(todayIn(timeZone, now()));
  const from = mondayOf(week ?? thisWeek);
  const until = addDays(from, 6);
  const days = useQuery(occupancyOf(group.groupId, from, until));
  return (
    <>
      <PeriodBar
        title={words.week(sayDay(from, language, 'short'), sayDay(until, language, 'short'))}
        names={{ back: words.previous, now: words.thisWeek, forth: words.next }}
        isNow={from === thisWeek}
        onBack={() => onGo(addDays(from, -7))}
        onNow={() => onGo(thisWeek)}
        onForth={() => onGo(addDays(from, 7))}
      />
      <Answered asked={days}>
        {(answer) => (
          <>
            <WeekTable name={group.groupName} days={answer} />
            <div className="no-print">
              <Button onClick={() => window.print()}>{words.print}</Button>
            </div>
          </>
        )}
      </Answered>
    </>
  );
}
