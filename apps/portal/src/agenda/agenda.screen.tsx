import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useOrganisation } from '../app/organisation.js';
import { Page } from '../app/page.js';
import { now } from '../dates/clock.js';
import { addMonths, mondayOf, monthOf, sayMonth, todayIn } from '../dates/dates.js';
import { firstLetter } from '../texts/first-letter.js';
import { useVoice } from '../texts/words.js';
import { Answered } from '../ui/answered.js';
import { Button } from '../ui/button.js';
import { PeriodBar } from '../ui/period-bar.js';
import { type Calendar, calendarOf, dayOptionsOf } from './agenda.queries.js';
import { useAgendaWords } from './agenda.texts.js';
import { Day } from './day.js';
import { Month } from './month.js';
import './agenda.css';

/** P10: the month of all children; a chosen day folds it to its week and shows what can be done. */
export function AgendaScreen() {
  const words = useAgendaWords();
  const { language } = useVoice();
  const { timeZone } = useOrganisation();
  const navigate = useNavigate({ from: '/agenda' });
  const { maand, dag } = useSearch({ from: '/signed-in/parents/agenda' });
  const today = todayIn(timeZone, now());
  const month = maand ?? monthOf(dag ?? today);
  const calendar = useQuery(calendarOf(month));
  // Beside the month: it shows without, and says more with it.
  const { data: possible } = useQuery(dayOptionsOf(month));
  const week = useMemo(() => (dag ? mondayOf(dag) : null), [dag]);
  const go = (search: { maand?: string; dag?: string }) => void navigate({ search });
  return (
    <Page title={words.title} help="agenda">
      <PeriodBar
        title={sayMonth(month, language)}
        names={{ back: words.previousMonth, now: words.today, forth: words.nextMonth }}
        isNow={month === monthOf(today)}
        onBack={() => go({ maand: addMonths(month, -1) })}
        onNow={() => go({ maand: monthOf(today) })}
        onForth={() => go({ maand: addMonths(month, 1) })}
      />
      {(calendar.data ?? calendar.isPending) && (
        // Stays while another month is asked for: who moves by keys keeps the place.
        <Month
          calendar={calendar.data ?? null}
          possible={possible ?? null}
          month={month}
          today={today}
          chosen={dag ?? null}
          week={week}
          onChoose={(on) => go({ maand: monthOf(on), dag: on })}
          onMonth={(next) => go({ maand: next })}
        />
      )}
      <p className="print-only">{initialsOf(calendar.data?.entries ?? [])}</p>
      {(calendar.data ?? calendar.isError) && <Answered asked={calendar}>{() => null}</Answered>}
      {dag && (
        <div className="no-print">
          <Button kind="quiet" onClick={() => go({ maand: monthOf(dag) })}>
            {words.wholeMonth}
          </Button>
        </div>
      )}
      {dag && <Day key={dag} on={dag} calendar={calendar.data ?? null} />}
      <p className="row no-print">
        <Link className="button" to="/agenda/aanvragen">
          {words.requests}
        </Link>
        <Link className="button" to="/agenda/aanvraag">
          {words.severalDays}
        </Link>
        <Button onClick={() => window.print()}>{words.print}</Button>
      </p>
    </Page>
  );
}

/** Whose letter is whose, for who has the month on paper: `N Noor, S Sem`. */
function initialsOf(entries: Calendar['entries']): string {
  const names = new Set(entries.map(({ child: { firstName } }) => firstName));
  return [...names].map((name) => `${firstLetter(name)} ${name}`).join(', ');
}
