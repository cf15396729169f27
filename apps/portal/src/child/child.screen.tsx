import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { InstallOffer } from '../app/install-offer.js';
import { Page } from '../app/page.js';
import type { components } from '../api/schema.js';
import { sayDay, sayTimes } from '../dates/dates.js';
import { useShellWords } from '../texts/shell.js';
import { useVoice } from '../texts/words.js';
import { Answered } from '../ui/answered.js';
import { Chips } from '../ui/chips.js';
import { BLOCKS } from '../ui/drawings.js';
import { Empty } from '../ui/empty.js';
import { Moment } from '../ui/moment.js';
import { Notice } from '../ui/notice.js';
import { StatusMark } from '../ui/status-mark.js';
import { type Home, homeOf } from './child.queries.js';
import { useChildWords } from './child.texts.js';
import { ALL, useChosenChild } from './chosen-child.js';
import './child.css';

type Entry = components['schemas']['CalendarEntry'];
type Care = NonNullable<Home['care']>;
type Child = components['schemas']['Child'];

/** P1: what a parent comes for, on the first screen. */
export function ChildScreen() {
  const words = useChildWords();
  const home = useQuery(homeOf());
  return (
    <Page title={words.title} help="child">
      <Answered asked={home}>{(answer) => <HomeOf home={answer} />}</Answered>
      <InstallOffer />
    </Page>
  );
}

function HomeOf({ home: { who, care, missing } }: { home: Home }) {
  const words = useChildWords();
  const children = who?.children ?? [];
  const [chosen, choose] = useChosenChild(children.map(({ childId }) => childId));
  const isShown = (childId: string) => chosen === ALL || chosen === childId;
  if (who && children.length === 0) return <Empty drawing={BLOCKS}>{words.noChildren}</Empty>;
  const child = children.find(({ childId }) => childId === chosen);
  return (
    <>
      {children.length > 1 && (
        <Chips
          label={words.which}
          chips={[
            ...children.map(({ childId, firstName }) => ({ value: childId, label: firstName })),
            { value: ALL, label: words.all },
          ]}
          value={chosen}
          onChoose={choose}
        />
      )}
      {missing.map(({ part, title, detail }) => (
        <Notice key={part} kind="warning" title={words.away}>
          <p>
            {title}. {detail}
          </p>
        </Notice>
      ))}
      <OnlyLooking children={children.filter(({ childId }) => isShown(childId))} />
      {care && (
        <CareOf
          care={{
            ...care,
            nextCare: care.nextCare.filter(({ child: { childId } }) => isShown(childId)),
            openBookings: care.openBookings.filter(({ child: { childId } }) => isShown(childId)),
          }}
          child={child ?? null}
        />
      )}
    </>
  );
}

function OnlyLooking({ children }: { children: readonly Child[] }) {
  const words = useChildWords();
  return children
    .filter(({ access }) => access === 'read-only')
    .map(({ childId, firstName }) => (
      <p key={childId} className="muted small">
        {words.readOnly(firstName)}
      </p>
    ));
}

function CareOf({ care, child }: { care: Care; child: Child | null }) {
  const words = useChildWords();
  const today = care.nextCare.filter(({ on }) => on === care.today);
  const later = care.nextCare.filter(({ on }) => on !== care.today);
  return (
    <>
      <section className="card stack-close" aria-labelledby="today">
        <h2 id="today">{words.today}</h2>
        {today.length === 0 && (
          <p>{child ? words.nothingToday(child.firstName) : words.nothingTodayAll}</p>
        )}
        <ul className="stack-close">
          {today.map((entry) => (
            <CareMoment key={keyOf(entry)} entry={entry} />
          ))}
        </ul>
      </section>
      <section className="card stack-close" aria-labelledby="next">
        <h2 id="next">{words.next}</h2>
        {care.nextCare.length === 0 && <p>{words.noCare}</p>}
        <ul className="care-days">
          {daysOf(later).map(([on, entries]) => (
            <Day key={on} on={on} entries={entries} />
          ))}
        </ul>
        <p>
          <Link to="/agenda">{words.toCalendar}</Link>
        </p>
      </section>
      <section className="card stack-close" aria-labelledby="waiting">
        <h2 id="waiting">{words.waiting}</h2>
        <Waiting care={care} />
        <p className="row">
          <Link className="button button-primary" to="/agenda" search={{ dag: care.today }}>
            {words.askExtra}
          </Link>
          <Link className="button" to="/agenda/aanvragen">
            {words.allRequests}
          </Link>
        </p>
      </section>
    </>
  );
}

function Waiting({ care: { openBookings } }: { care: Care }) {
  const words = useChildWords();
  const shell = useShellWords();
  const { language } = useVoice();
  if (openBookings.length === 0) return <p>{words.waitingNone}</p>;
  return (
    <ul className="care-days">
      {openBookings.map(({ bookingId, requestId, child, on, startsAt, endsAt }) => (
        <li key={bookingId}>
          <Link to="/agenda/aanvragen/$requestId" params={{ requestId }}>
            {child.firstName}, {sayDay(on, language, 'short')} {sayTimes(startsAt, endsAt)}
          </Link>{' '}
          <StatusMark standing="requested">{shell.requested}</StatusMark>
        </li>
      ))}
    </ul>
  );
}

function Day({ on, entries }: { on: string; entries: readonly Entry[] }) {
  const { language } = useVoice();
  return (
    <li>
      <h3>
        <Link to="/agenda" search={{ maand: on.slice(0, 7), dag: on }}>
          {sayDay(on, language)}
        </Link>
      </h3>
      <ul>
        {entries.map((entry) => (
          <CareMoment key={keyOf(entry)} entry={entry} />
        ))}
      </ul>
    </li>
  );
}

function CareMoment({ entry }: { entry: Entry }) {
  return (
    <Moment firstName={entry.child.firstName} standing={entry.status ?? 'planned'}>
      {sayTimes(entry.startsAt, entry.endsAt)} · {entry.group.groupName}
    </Moment>
  );
}

const keyOf = ({ on, child, startsAt, bookingId }: Entry) =>
  bookingId ?? `${on}/${child.childId}/${startsAt}`;

function daysOf(entries: readonly Entry[]): [string, Entry[]][] {
  const days = new Map<string, Entry[]>();
  for (const entry of entries) days.set(entry.on, [...(days.get(entry.on) ?? []), entry]);
  return [...days].slice(0, 5);
}
