import type { components } from '../../api/schema.js';
import { sayDay } from '../../dates/dates.js';
import { useVoice } from '../../texts/words.js';
import { usePlanningWords } from './planning.texts.js';
import './planning.css';

type GroupDay = components['schemas']['GroupDay'];

/** A row for each day and daypart, headed both ways, so that each number can be read aloud with both. */
export function WeekTable({ name, days }: { name: string; days: readonly GroupDay[] }) {
  const words = usePlanningWords();
  const { language } = useVoice();
  return (
    // A table wider than a phone scrolls by itself, by keyboard too.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="table-scroll" tabIndex={0} role="region" aria-label={words.caption(name)}>
      <table className="planning">
        <caption>{words.caption(name)}</caption>
        <thead>
          <tr>
            <th scope="col">{words.day}</th>
            <th scope="col">{words.daypart}</th>
            <th scope="col">{words.planned}</th>
            <th scope="col">{words.extra}</th>
            <th scope="col">{words.requested}</th>
            <th scope="col">{words.free}</th>
          </tr>
        </thead>
        {days.map(({ on, dayparts }) => (
          <tbody key={on}>
            {dayparts.length === 0 && (
              <tr>
                <th scope="row">{sayDay(on, language, 'short')}</th>
                <td colSpan={5}>{words.closed}</td>
              </tr>
            )}
            {dayparts.map((part, index) => (
              <tr key={part.daypart}>
                {index === 0 && (
                  <th scope="rowgroup" rowSpan={dayparts.length}>
                    {sayDay(on, language, 'short')}
                  </th>
                )}
                <th scope="row">{part.daypart}</th>
                <td>{part.planned}</td>
                <td>{part.extra}</td>
                <td>{part.requested}</td>
                <Free free={part.free} />
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function Free({ free }: { free: number | null }) {
  const words = usePlanningWords();
  if (free === null) return <td className="muted">{words.notCounted}</td>;
  if (free > 0) return <td>{free}</td>;
  return <td className="full">{free === 0 ? words.full : words.over(-free)}</td>;
}
