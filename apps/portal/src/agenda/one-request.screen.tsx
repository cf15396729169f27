import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useOrganisation } from '../app/organisation.js';
import { Page } from '../app/page.js';
import { sayDay, sayInstant } from '../dates/dates.js';
import { useVoice } from '../texts/words.js';
import { Answered } from '../ui/answered.js';
import { useSayValue } from '../ui/value.js';
import { type CareRequest, requestOf } from './agenda.queries.js';
import { useAgendaWords } from './agenda.texts.js';
import { LeftOut } from './left-out.js';
import { BookingRow } from './request-actions.js';
import './agenda.css';

/** One request, whole: each child and day with what became of it. */
export function OneRequestScreen() {
  const words = useAgendaWords();
  const { requestId } = useParams({ from: '/signed-in/parents/agenda/aanvragen/$requestId' });
  const request = useQuery(requestOf(requestId));
  return (
    <Page
      title={words.oneTitle}
      help="requests"
      above={<Link to="/agenda/aanvragen">{words.allRequests}</Link>}
    >
      <Answered asked={request}>{(whole) => <Whole request={whole} />}</Answered>
    </Page>
  );
}

function Whole({ request }: { request: CareRequest }) {
  const words = useAgendaWords();
  const { language } = useVoice();
  const { timeZone } = useOrganisation();
  const sayValue = useSayValue();
  const total = sayValue(request.total);
  return (
    <>
      <div className="stack-close">
        <p className="muted">
          {words.sentAt(sayInstant(request.submittedAt, language, timeZone))}
          {total && <> · {words.total(total)}</>}
        </p>
        {request.asWhole && <p>{words.whole}</p>}
        {request.lapsesOn && request.isOpen && (
          <p>{words.lapses(sayDay(request.lapsesOn, language))}</p>
        )}
        {request.remark && (
          <p>
            <span className="muted">{words.yourRemark}:</span> {request.remark}
          </p>
        )}
      </div>
      <ul className="stack">
        {request.bookings.map((booking) => (
          <li key={booking.bookingId} className="card">
            <BookingRow
              booking={booking}
              periodDays={
                request.bookings.filter(
                  ({ periodId, status }) => periodId === booking.periodId && status === 'requested',
                ).length
              }
              heading={
                <h2>
                  {booking.child.firstName}, {sayDay(booking.on, language)}
                </h2>
              }
            />
          </li>
        ))}
      </ul>
      <LeftOut days={request.leftOut} bookings={request.bookings} />
    </>
  );
}
