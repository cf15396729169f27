import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSend } from '../app/send.js';
import { sayDay, sayTimes } from '../dates/dates.js';
import { useShellWords } from '../texts/shell.js';
import { useVoice } from '../texts/words.js';
import { Button } from '../ui/button.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { Sheet } from '../ui/sheet.js';
import { StatusMark } from '../ui/status-mark.js';
import { useSayValue } from '../ui/value.js';
import { type Booking, cancel } from './agenda.queries.js';
import { useAgendaWords } from './agenda.texts.js';

/** One child on one day, what became of it, and what can still be done (R120–R125). */
export function BookingRow({
  booking,
  heading,
  periodDays = 1,
  children,
}: {
  booking: Booking;
  heading: React.ReactNode;
  /** How many days cancelling takes along. */
  periodDays?: number;
  children?: React.ReactNode;
}) {
  const words = useAgendaWords();
  const shell = useShellWords();
  const sayValue = useSayValue();
  const value = sayValue(booking.value);
  return (
    <div className="booking-row">
      {heading}
      <p>
        {sayTimes(booking.startsAt, booking.endsAt)} · {booking.productName}
        {value && <> · {value}</>}
      </p>
      <p className="small muted">
        {booking.group.groupName}, {booking.group.locationName}
      </p>
      {booking.reason && (
        <p>
          <span className="muted">{words.reason}:</span> {booking.reason}
        </p>
      )}
      {children}
      <div className="booking-foot">
        <StatusMark standing={booking.status}>{shell[booking.status]}</StatusMark>
        <Cancelling booking={booking} periodDays={periodDays} />
      </div>
    </div>
  );
}

function Cancelling({ booking, periodDays }: { booking: Booking; periodDays: number }) {
  const words = useAgendaWords();
  const { language } = useVoice();
  const [isAsked, setAsked] = useState(false);
  const { isPossible, reason } = booking.cancel;
  if (!isPossible) {
    const because = reason && words.cannotCancel[reason];
    return because ? <span className="small muted">{because}</span> : null;
  }
  return (
    <>
      <Button
        aria-label={words.cancelNamed(
          booking.child.firstName,
          sayDay(booking.on, language, 'short'),
        )}
        onClick={() => setAsked(true)}
      >
        {words.cancel}
      </Button>
      {isAsked && (
        <CancelSheet booking={booking} periodDays={periodDays} onClose={() => setAsked(false)} />
      )}
    </>
  );
}

function CancelSheet({
  booking,
  periodDays,
  onClose,
}: {
  booking: Booking;
  periodDays: number;
  onClose(): void;
}) {
  const words = useAgendaWords();
  const { language } = useVoice();
  const client = useQueryClient();
  const cancelling = useSend(cancel, {
    onDone: async () => {
      await client.invalidateQueries({ queryKey: ['planning'] });
      onClose();
    },
    onRefused: () => client.invalidateQueries({ queryKey: ['planning'] }),
  });
  const days = sayDay(booking.on, language);
  return (
    <Sheet title={words.cancelTitle} onClose={onClose}>
      <p>
        {words.cancelAsk(
          booking.child.firstName,
          periodDays > 1 ? `${days} (${words.days(periodDays)})` : days,
        )}
      </p>
      {cancelling.error != null && (
        <ProblemNotice error={cancelling.error} onWaited={cancelling.again} />
      )}
      <p className="row">
        <Button
          kind="danger"
          busy={cancelling.isPending && words.sending}
          onClick={() => cancelling.send(booking)}
        >
          {words.cancelYes}
        </Button>
        <Button onClick={onClose}>{words.cancelNo}</Button>
      </p>
    </Sheet>
  );
}
