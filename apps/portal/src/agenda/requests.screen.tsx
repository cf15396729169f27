import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useOrganisation } from '../app/organisation.js';
import { Page } from '../app/page.js';
import { sayDay, sayInstant } from '../dates/dates.js';
import { useVoice } from '../texts/words.js';
import { Answered } from '../ui/answered.js';
import { Button } from '../ui/button.js';
import { Chips } from '../ui/chips.js';
import { SLIP } from '../ui/drawings.js';
import { Empty } from '../ui/empty.js';
import { type Booking, requestsOf } from './agenda.queries.js';
import { useAgendaWords } from './agenda.texts.js';
import { BookingRow } from './request-actions.js';
import './agenda.css';

/** P14: what was asked for, newest first, and what became of it (R120, R140–R142). */
export function RequestsScreen() {
  const words = useAgendaWords();
  const navigate = useNavigate({ from: '/agenda/aanvragen' });
  const { toon } = useSearch({ from: '/signed-in/parents/agenda/aanvragen' });
  const requests = useInfiniteQuery(requestsOf(toon === 'open' ? 'requested' : undefined));
  const all = requests.data?.pages.flatMap(({ items }) => items);
  const rows = toon === 'beslist' ? all?.filter(({ status }) => status !== 'requested') : all;
  return (
    <Page
      title={words.requestsTitle}
      help="requests"
      above={<Link to="/agenda">{words.title}</Link>}
    >
      <Chips
        label={words.show}
        chips={[
          { value: 'all', label: words.showAll },
          { value: 'open', label: words.showOpen },
          { value: 'beslist', label: words.showDecided },
        ]}
        value={toon ?? 'all'}
        onChoose={(value) => void navigate({ search: value === 'all' ? {} : { toon: value } })}
      />
      <Answered asked={{ ...requests, data: rows }}>
        {(shown) =>
          shown.length === 0 && !requests.hasNextPage ? (
            <None isOpen={toon === 'open'} />
          ) : (
            <ul className="stack">
              {shown.map((booking) => (
                <Row
                  key={booking.bookingId}
                  booking={booking}
                  periodDays={openDaysOf(booking, all ?? [])}
                />
              ))}
            </ul>
          )
        }
      </Answered>
      {requests.hasNextPage && (
        <Button
          busy={requests.isFetchingNextPage && words.sending}
          onClick={() => void requests.fetchNextPage()}
        >
          {words.older}
        </Button>
      )}
      <p className="row no-print">
        <Link className="button" to="/agenda/aanvraag">
          {words.severalDays}
        </Link>
        <Button onClick={() => window.print()}>{words.print}</Button>
      </p>
    </Page>
  );
}

function None({ isOpen }: { isOpen: boolean }) {
  const words = useAgendaWords();
  return (
    <Empty
      drawing={SLIP}
      action={
        <Link className="button button-primary" to="/agenda">
          {words.newTitle}
        </Link>
      }
    >
      {isOpen ? words.noneOpen : words.none}
    </Empty>
  );
}

const openDaysOf = ({ periodId }: Booking, all: readonly Booking[]) =>
  all.filter((each) => each.periodId === periodId && each.status === 'requested').length;

function Row({ booking, periodDays }: { booking: Booking; periodDays: number }) {
  const words = useAgendaWords();
  const { language } = useVoice();
  const { timeZone } = useOrganisation();
  return (
    <li className="card">
      <BookingRow
        booking={booking}
        periodDays={periodDays}
        heading={
          <h2>
            <Link to="/agenda/aanvragen/$requestId" params={{ requestId: booking.requestId }}>
              {booking.child.firstName}, {sayDay(booking.on, language, 'short')}
            </Link>
          </h2>
        }
      >
        <p className="small muted">
          {words.sentAt(sayInstant(booking.submittedAt, language, timeZone))}
        </p>
      </BookingRow>
    </li>
  );
}
