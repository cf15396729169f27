import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { isOnline, onConnectionChange } from '../app/connection.js';
import { Page } from '../app/page.js';
import { useSend } from '../app/send.js';
import { sayDay, sayTimes } from '../dates/dates.js';
import { type Draft, useDraft } from '../drafts/use-draft.js';
import { useVoice } from '../texts/words.js';
import { Button } from '../ui/button.js';
import { Check } from '../ui/check.js';
import { Field, TextArea } from '../ui/field.js';
import { Loading } from '../ui/loading.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { useSayValue } from '../ui/value.js';
import { AddBooking } from './add-booking.js';
import { type NewCareRequest, previewOf, submit } from './agenda.queries.js';
import { useAgendaWords } from './agenda.texts.js';
import { LeftOut } from './left-out.js';
import { asked, EMPTY_REQUEST, type RequestDraft, wholeIsPossible } from './request.rules.js';
import './agenda.css';

/** P11: several days, or a period, for several children, in one request (R95–R104, R109). */
export function RequestScreen() {
  const words = useAgendaWords();
  const draft = useDraft<RequestDraft>('request', EMPTY_REQUEST);
  return (
    <Page title={words.newTitle} help="request" above={<Link to="/agenda">{words.title}</Link>}>
      {draft ? <Form draft={draft} /> : <Loading />}
    </Page>
  );
}

function Form({ draft }: { draft: Draft<RequestDraft> }) {
  const words = useAgendaWords();
  const { value } = draft;
  const set = (change: Partial<RequestDraft>) => draft.set({ ...value, ...change });
  return (
    <>
      {draft.isRestored && value.bookings.length > 0 && (
        <p className="row" role="status">
          <span>{words.restored}</span>
          <Button
            onClick={() => {
              draft.drop();
              draft.set(EMPTY_REQUEST);
            }}
          >
            {words.throwAway}
          </Button>
        </p>
      )}
      <AddBooking onAdd={(booking) => set({ bookings: [...value.bookings, booking] })} />
      <section className="card stack-close" aria-labelledby="list">
        <h2 id="list">{words.list}</h2>
        {value.bookings.length === 0 && <p className="muted">{words.listEmpty}</p>}
        <ul>
          {value.bookings.map((booking, index) => (
            <Chosen
              key={`${booking.childId}/${booking.on}/${booking.productId}/${index}`}
              booking={booking}
              onRemove={() =>
                set({ bookings: value.bookings.filter((_, other) => other !== index) })
              }
            />
          ))}
        </ul>
      </section>
      {value.bookings.length > 0 && <Sending draft={draft} />}
    </>
  );
}

function Chosen({
  booking,
  onRemove,
}: {
  booking: RequestDraft['bookings'][number];
  onRemove(): void;
}) {
  const words = useAgendaWords();
  const { language } = useVoice();
  const days = [booking.on, booking.until]
    .filter((day): day is string => Boolean(day))
    .map((day) => sayDay(day, language, 'short'))
    .join(' – ');
  const what = `${booking.firstName}, ${days}, ${sayTimes(booking.startsAt, booking.endsAt)}`;
  return (
    <li className="booking-foot">
      <span>{what}</span>
      <Button aria-label={words.remove(what)} onClick={onRemove}>
        ✕
      </Button>
    </li>
  );
}

function Sending({ draft }: { draft: Draft<RequestDraft> }) {
  const words = useAgendaWords();
  const sayValue = useSayValue();
  const client = useQueryClient();
  const navigate = useNavigate();
  const isConnected = useSyncExternalStore(onConnectionChange, isOnline);
  const { value } = draft;
  const request: NewCareRequest = asked(value);
  const preview = useQuery(previewOf(request));
  const sending = useSend(submit, {
    kept: draft.key,
    onDone: async ({ requestId }) => {
      draft.drop();
      await client.invalidateQueries({ queryKey: ['planning'] });
      await navigate({ to: '/agenda/aanvragen/$requestId', params: { requestId } });
    },
  });
  const set = (change: Partial<RequestDraft>) => draft.set({ ...value, ...change });
  const total = preview.data && sayValue(preview.data.total);
  const error = sending.error ?? (preview.isError ? preview.error : null);
  return (
    <>
      <section className="card stack">
        {wholeIsPossible(value) && (
          <Check
            checked={value.asWhole ?? preview.data?.asWhole ?? false}
            hint={words.onlyTogetherHint}
            onChange={(event) => set({ asWhole: event.target.checked })}
          >
            {words.onlyTogether}
          </Check>
        )}
        <TextArea
          label={words.remark}
          value={value.remark}
          maxLength={1000}
          onChange={(event) => set({ remark: event.target.value })}
        />
        <Field
          label={words.lapsesOn}
          hint={words.lapsesHint}
          type="date"
          value={value.lapsesOn}
          onChange={(event) => set({ lapsesOn: event.target.value })}
        />
      </section>
      {preview.data && <LeftOut days={preview.data.leftOut} bookings={preview.data.bookings} />}
      {error != null && (
        <ProblemNotice
          error={error}
          onWaited={sending.error === null ? preview.refetch : () => sending.send(request)}
        />
      )}
      <div className="send-bar">
        <p className="small muted">{words.notCertain}</p>
        <div className="send-line">
          <strong role="status">
            {preview.data && (
              <>
                {words.days(preview.data.bookings.length)} ·{' '}
                {total ? words.total(total) : words.free}
              </>
            )}
          </strong>
          <Button
            kind="primary"
            busy={(sending.isPending && words.sending) || (!isConnected && words.noConnection)}
            onClick={() => sending.send(request)}
          >
            {words.send(1)}
          </Button>
        </div>
      </div>
    </>
  );
}
