import { type LocalDate, sayDay } from '../dates/dates.js';
import { useVoice } from '../texts/words.js';
import { Notice } from '../ui/notice.js';
import { useAgendaWords } from './agenda.texts.js';

/** Days of a period that do not count along, each with its reason: said before sending and after (R97). */
export function LeftOut({
  days,
  bookings,
}: {
  days: readonly { childId: string; on: LocalDate; reason: string }[];
  bookings: readonly { child: { childId: string; firstName: string } }[];
}) {
  const words = useAgendaWords();
  const { language } = useVoice();
  if (days.length === 0) return null;
  const nameOf = (childId: string) =>
    bookings.find(({ child }) => child.childId === childId)?.child.firstName;
  const because: Readonly<Record<string, string>> = words.because;
  return (
    <Notice kind="warning" title={words.leftOut}>
      <ul>
        {days.map(({ childId, on, reason }) => (
          <li key={`${childId}/${on}`}>
            {[nameOf(childId), sayDay(on, language, 'short')].filter(Boolean).join(', ')}:{' '}
            {because[reason] ?? reason}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
