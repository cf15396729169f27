import { type LocalDate, sayDay, sayTimes } from '../dates/dates.js';
import { useVoice } from '../texts/words.js';
import { Moment } from '../ui/moment.js';
import { Notice } from '../ui/notice.js';
import type { Calendar, CalendarEntry } from './agenda.queries.js';
import { useAgendaWords } from './agenda.texts.js';
import { ExtraCare } from './extra-care.js';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/** One day: what is planned, and what can be asked for. Its heading speaks when it comes. */
export function Day({ on, calendar }: { on: LocalDate; calendar: Calendar | null }) {
  const words = useAgendaWords();
  const { language } = useVoice();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const entries = calendar?.entries.filter((entry) => entry.on === on);
  const closures = calendar?.closures.filter((closure) => closure.on === on) ?? [];
  return (
    <section className="stack" aria-labelledby="day">
      <h2 id="day" ref={heading} aria-live="polite">
        {sayDay(on, language)}
      </h2>
      {closures.map(({ locationName, reason }) => (
        <Notice
          key={`${locationName}/${reason}`}
          kind="info"
          title={locationName ? words.closedAt(locationName, reason) : words.closed(reason)}
        />
      ))}
      {entries?.length === 0 && closures.length === 0 && <p>{words.nothingPlanned}</p>}
      {entries && entries.length > 0 && (
        <ul className="card stack-close">
          {entries.map((entry) => (
            <Care
              key={entry.bookingId ?? `${entry.child.childId}/${entry.startsAt}`}
              entry={entry}
            />
          ))}
        </ul>
      )}
      <ExtraCare on={on} />
    </section>
  );
}

function Care({ entry }: { entry: CalendarEntry }) {
  const times = sayTimes(entry.startsAt, entry.endsAt);
  return (
    <Moment firstName={entry.child.firstName} standing={entry.status ?? 'planned'}>
      {entry.requestId ? (
        <Link to="/agenda/aanvragen/$requestId" params={{ requestId: entry.requestId }}>
          {times}
        </Link>
      ) : (
        times
      )}{' '}
      · {entry.group.groupName}
    </Moment>
  );
}
