import { ChevronLeft, ChevronRight } from 'lucide-react';
import { addMonths, monthOf, sayMonth } from '../dates/dates.js';
import { useVoice } from '../texts/words.js';
import { Button } from '../ui/button.js';
import { useAgendaWords } from './agenda.texts.js';

/** Which month, and the way to others. */
export function MonthBar({
  month,
  today,
  onGo,
}: {
  month: string;
  today: string;
  onGo(month: string): void;
}) {
  const words = useAgendaWords();
  const { language } = useVoice();
  return (
    <div className="month-bar">
      <h2 aria-live="polite">{sayMonth(month, language)}</h2>
      <button
        type="button"
        className="icon-button no-print"
        aria-label={words.previousMonth}
        onClick={() => onGo(addMonths(month, -1))}
      >
        <ChevronLeft aria-hidden />
      </button>
      <Button
        className="no-print"
        aria-disabled={month === monthOf(today)}
        onClick={() => onGo(monthOf(today))}
      >
        {words.today}
      </Button>
      <button
        type="button"
        className="icon-button no-print"
        aria-label={words.nextMonth}
        onClick={() => onGo(addMonths(month, 1))}
      >
        <ChevronRight aria-hidden />
      </button>
    </div>
  );
}
