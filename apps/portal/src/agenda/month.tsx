import { type KeyboardEvent, memo, useEffect, useMemo, useRef, useState } from 'react';
import {
  addDays,
  addMonths,
  daysFrom,
  type LocalDate,
  monthOf,
  sayDay,
  weekdayOf,
  weeksOf,
} from '../dates/dates.js';
import { firstLetter } from '../texts/first-letter.js';
import { useVoice } from '../texts/words.js';
import { shapeOf } from '../ui/status-mark.js';
import type { Calendar, CareOptionDays } from './agenda.queries.js';
import { type DayMark, levelsOf, marksOf } from './agenda.rules.js';
import { useAgendaWords } from './agenda.texts.js';

interface Parts {
  /** Null where it is not known yet: the days stand there, and nothing is said of them. */
  calendar: Calendar | null;
  /** Null where it is not known yet. */
  possible: CareOptionDays | null;
  month: string;
  today: LocalDate;
  chosen: LocalDate | null;
  /** Monday of the only week that is shown; null for the whole month. */
  week: LocalDate | null;
  onChoose(on: LocalDate): void;
  onMonth(month: string): void;
}

/** A grid with one tab stop: arrows move by day and week, Home and End to the ends of a week, Page keys by month. */
export function Month(parts: Parts) {
  const { calendar, possible, month, today, chosen, week, onChoose, onMonth } = parts;
  const { language } = useVoice();
  const grid = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState(chosen ?? (monthOf(today) === month ? today : `${month}-01`));
  const wantsFocus = useRef(false);
  const marks = useMemo(() => marksOf(calendar?.entries ?? []), [calendar]);
  const levels = useMemo(() => levelsOf(possible?.children ?? []), [possible]);
  const closures = useMemo(() => closuresOf(calendar?.closures ?? []), [calendar]);
  const weeks = week ? [daysFrom(week, 7)] : weeksOf(month);
  const inReach = weeks.flat().includes(at) ? at : (chosen ?? `${month}-01`);

  useEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    grid.current?.querySelector<HTMLElement>(`[data-on="${inReach}"]`)?.focus();
  }, [inReach, month]);

  function move(event: KeyboardEvent) {
    const to = targetOf(event.key, inReach);
    if (!to) return;
    event.preventDefault();
    wantsFocus.current = true;
    setAt(to);
    if (week ? !weeks.flat().includes(to) : monthOf(to) !== month) {
      if (week) onChoose(to);
      else onMonth(monthOf(to));
    }
  }

  return (
    <table ref={grid} className="month" role="grid" aria-busy={calendar === null} onKeyDown={move}>
      <thead>
        <tr>
          {(weeks[0] ?? []).map((on) => (
            <th key={on} scope="col" abbr={sayDay(on, language, 'weekdayLong')}>
              {sayDay(on, language, 'weekday')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((days) => (
          <tr key={days[0]}>
            {days.map((on) => (
              <Cell
                key={on}
                on={on}
                isOther={monthOf(on) !== month}
                isToday={on === today}
                isChosen={on === chosen}
                isStop={on === inReach}
                marks={marks.get(on) ?? NONE}
                closed={closures.get(on) ?? null}
                isKnown={calendar !== null}
                level={levels.get(on) ?? null}
                onChoose={onChoose}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const NONE: DayMark[] = [];

type Level = 'plenty' | 'few' | 'full';
const LEVEL_SIGNS: Record<Level, string> = { plenty: '+', few: '±', full: '–' };

/** Of whole days on which nobody comes; of one location only when it says so. */
function closuresOf(closures: Calendar['closures']): Map<LocalDate, Calendar['closures'][number]> {
  return new Map(closures.map((closure) => [closure.on, closure]));
}

function targetOf(key: string, on: LocalDate): LocalDate | null {
  switch (key) {
    case 'ArrowLeft':
      return addDays(on, -1);
    case 'ArrowRight':
      return addDays(on, 1);
    case 'ArrowUp':
      return addDays(on, -7);
    case 'ArrowDown':
      return addDays(on, 7);
    case 'Home':
      return addDays(on, -weekdayOf(on));
    case 'End':
      return addDays(on, 6 - weekdayOf(on));
    case 'PageUp':
      return `${addMonths(monthOf(on), -1)}-01`;
    case 'PageDown':
      return `${addMonths(monthOf(on), 1)}-01`;
    default:
      return null;
  }
}

interface CellParts {
  on: LocalDate;
  isOther: boolean;
  isToday: boolean;
  isChosen: boolean;
  isStop: boolean;
  marks: DayMark[];
  closed: Calendar['closures'][number] | null;
  isKnown: boolean;
  level: Level | null;
  onChoose(on: LocalDate): void;
}

const Cell = memo(function Cell({
  on,
  isOther,
  isToday,
  isChosen,
  isStop,
  marks,
  closed,
  isKnown,
  level,
  onChoose,
}: CellParts) {
  const words = useAgendaWords();
  const { language } = useVoice();
  const said = [
    isToday && words.isToday,
    closed &&
      (closed.locationName
        ? words.closedAt(closed.locationName, closed.reason)
        : words.closed(closed.reason)),
    ...marks.map(({ firstName, standing }) => words.mark(firstName, standing)),
    isKnown && marks.length === 0 && !closed && words.nothing,
    level && words.level[level],
  ].filter(Boolean);
  const names = ['day', isOther && 'day-other', isToday && 'day-today', closed && 'day-closed'];
  return (
    <td role="gridcell" aria-selected={isChosen} className={names.filter(Boolean).join(' ')}>
      <button
        type="button"
        data-on={on}
        tabIndex={isStop ? 0 : -1}
        onClick={() => onChoose(on)}
        className="day-button"
      >
        <span className="hidden-visually">{[sayDay(on, language), ...said].join(', ')}</span>
        <span aria-hidden="true" className="day-number">
          {Number(on.slice(8))}
          {level && <span className={`level level-${level}`}>{LEVEL_SIGNS[level]}</span>}
        </span>
        <span aria-hidden="true" className="day-marks">
          {marks.map(({ childId, firstName, standing }) => (
            <span key={childId} className={`status-${standing}`}>
              {shapeOf(standing)}
              <small>{firstLetter(firstName)}</small>
            </span>
          ))}
        </span>
      </button>
    </td>
  );
});
