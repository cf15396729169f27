import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from './button.js';
import './period-bar.css';

/** Which month or week, and the way to others; the heading is read aloud when it changes. */
export function PeriodBar({
  title,
  names,
  isNow = false,
  onBack,
  onNow,
  onForth,
}: {
  title: string;
  names: { back: string; now: string; forth: string };
  isNow?: boolean;
  onBack(): void;
  onNow(): void;
  onForth(): void;
}) {
  return (
    <div className="period-bar">
      <h2 aria-live="polite">{title}</h2>
      <div className="period-ways no-print">
        <button type="button" className="icon-button" aria-label={names.back} onClick={onBack}>
          <ChevronLeft aria-hidden />
        </button>
        <Button aria-disabled={isNow} onClick={onNow}>
          {names.now}
        </Button>
        <button type="button" className="icon-button" aria-label={names.forth} onClick={onForth}>
          <ChevronRight aria-hidden />
        </button>
      </div>
    </div>
  );
}
