import type { components } from '../../api/schema.js';
import { sayDay } from '../../dates/dates.js';
import { useVoice } from '../../texts/words.js';
import { usePlanningWords } from './planning.texts.js';
import './planning.css';

type GroupDay = components['schemas']['GroupDay'];

/** A row for each daypart under its day, headed both ways, so that each number can be read aloud with both. */
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
            <th scope="col">{words.daypart}</th>
            <th scope="col">{words.planned}</th>
            <th scope="col">{words.extra}</th>
            <th scope="col">{words.requested}</th>
            <th scope="col">{words.free}</th>
          </tr>
        </thead>
        {days.map(({ on, dayparts }) => (
          <tbody key={on}>
            <tr>
              <th scope="rowgroup" colSpan={5} className="planning-day">
                {sayDay(on, language)}
                {dayparts.length === 0 && <span className="muted"> · {words.closed}</span>}
              </th>
            </tr>
            {dayparts.map((part) => (
              <tr key={part.daypart}>
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
