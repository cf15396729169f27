import { useQueryClient } from '@tanstack/react-query';
import { Check, X } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { isProblem } from '../../api/problem.js';
import { useOrganisation } from '../../app/organisation.js';
import { useSend } from '../../app/send.js';
import { now } from '../../dates/clock.js';
import { daysBetween, sayDay, sayList, sayTimes, todayIn } from '../../dates/dates.js';
import { useVoice } from '../../texts/words.js';
import { Button } from '../../ui/button.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import {
  decide,
  type Decided,
  type Judgement,
  type Occupancy,
  type QueueItem,
} from './queue.queries.js';
import { useQueueWords } from './queue.texts.js';
import { RejectSheet } from './reject-sheet.js';

const ICON = { 'aria-hidden': true } as const;

/** What is judged together, on one card: one tap approves all of it. */
export function QueueCard({
  item,
  onDecided,
  onGone,
}: {
  item: QueueItem;
  onDecided(decided: Decided): void;
  /** Somebody else was first: the card goes, and this says why. */
  onGone(sentence: string): void;
}) {
  const words = useQueueWords();
  const { language } = useVoice();
  const client = useQueryClient();
  const [isRejecting, setRejecting] = useState(false);
  const who = sayList(namesOf(item), language);
  const day = sayDay(item.on, language);
  const deciding = useSend(decide, {
    onDone: async ({ requestId, takeBackSeconds }, { outcome }: Judgement) => {
      setRejecting(false);
      onDecided({
        requestId,
        bookingIds: item.bookings.map(({ booking }) => booking.bookingId),
        sentence: outcome === 'approved' ? words.approved(who) : words.rejected(who),
        until: Date.now() + (takeBackSeconds ?? 0) * 1_000,
      });
      await client.invalidateQueries({ queryKey: ['planning'] });
    },
    onRefused: (error) => {
      if (isProblem(error, 'request-not-open')) onGone(words.alreadyDecided(who));
      return isProblem(error) && !error.isPassing
        ? client.invalidateQueries({ queryKey: ['planning', 'queue'] })
        : undefined;
    },
  });
  const isBlocked = item.needsManager || item.bookings.some(({ obstacle }) => obstacle !== null);

  function press(event: KeyboardEvent<HTMLLIElement>) {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const key = event.key.toLowerCase();
    if (key === 'a' && !isBlocked) deciding.send({ item, outcome: 'approved', reason: '' });
    else if (key === 'x' && !item.needsManager) setRejecting(true);
  }

  return (
    // The card itself takes the focus, so that one key decides it and nothing else on the page (WCAG 2.1.4).
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      className="card queue-card"
      data-item={item.itemId}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onKeyDown={press}
      aria-label={`${who}, ${day}`}
    >
      <h2>{who}</h2>
      {item.asWhole && item.bookings.length > 1 && <p>{words.together}</p>}
      {item.bookings.map((row) => (
        <BookingLines key={row.booking.bookingId} row={row} />
      ))}
      <Facts item={item} />
      {item.needsManager && <p>{words.needsManager}</p>}
      {deciding.error != null && !isRejecting && (
        <ProblemNotice error={deciding.error} onWaited={deciding.again} />
      )}
      <p className="row">
        {!isBlocked && (
          <Button
            kind="primary"
            icon={<Check {...ICON} />}
            busy={deciding.isPending && words.busy}
            aria-label={words.approveNamed(who, day)}
            onClick={() => deciding.send({ item, outcome: 'approved', reason: '' })}
          >
            {words.approve}
          </Button>
        )}
        {!item.needsManager && (
          <Button
            icon={<X {...ICON} />}
            aria-label={words.rejectNamed(who, day)}
            onClick={() => setRejecting(true)}
          >
            {words.reject}
          </Button>
        )}
      </p>
      {isRejecting && (
        <RejectSheet
          who={who}
          isPending={deciding.isPending}
          error={deciding.error}
          onWaited={deciding.again}
          onReject={(reason) => deciding.send({ item, outcome: 'rejected', reason })}
          onClose={() => setRejecting(false)}
        />
      )}
    </li>
  );
}

const namesOf = ({ bookings }: QueueItem) => [
  ...new Set(
    bookings.map(({ booking, childLastName }) => `${booking.child.firstName} ${childLastName}`),
  ),
];

function BookingLines({ row }: { row: QueueItem['bookings'][number] }) {
  const words = useQueueWords();
  const { language } = useVoice();
  const { booking, occupancy, obstacle } = row;
  return (
    <div className="stack-close">
      <p>
        <strong>{booking.child.firstName}</strong> · {sayDay(booking.on, language, 'short')}{' '}
        {sayTimes(booking.startsAt, booking.endsAt)} · {booking.group.groupName}
      </p>
      <ul className="occupancy" aria-label={words.occupancy}>
        {occupancy.map((part) => (
          <li key={part.daypart}>
            <Places part={part} />
          </li>
        ))}
      </ul>
      {obstacle && <p className="obstacle">{words.obstacle[obstacle]}</p>}
    </div>
  );
}

function Places({ part }: { part: Occupancy }) {
  const words = useQueueWords();
  const { daypart, planned, extra, requested, capacity, free } = part;
  return (
    <>
      <span className="muted">{daypart}</span>{' '}
      {words.place(planned, extra, requested, capacity, free)}
      {free !== null && free <= 0 && <strong> · {words.full}</strong>}
    </>
  );
}

function Facts({ item }: { item: QueueItem }) {
  const words = useQueueWords();
  const { language } = useVoice();
  const { timeZone } = useOrganisation();
  const first = item.bookings[0]?.booking.submittedAt;
  const today = todayIn(timeZone, now());
  const age = first && daysBetween(todayIn(timeZone, new Date(first)), today);
  return (
    <>
      {item.remark && (
        <p>
          <span className="muted">{words.remark}:</span> {item.remark}
        </p>
      )}
      <p className="small muted">
        {[
          item.lapsesOn && words.lapses(sayDay(item.lapsesOn, language, 'short')),
          typeof age === 'number' && words.age(age),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </>
  );
}
