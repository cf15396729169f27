import { sayMoney, sayNumber } from '../dates/dates.js';
import { useShellWords } from '../texts/shell.js';
import { useVoice } from '../texts/words.js';

/** What care is worth, as the organisation counts it: money, points, or not at all (null). */
export function useSayValue(): (value: {
  cents: number | null;
  points: number | null;
}) => string | null {
  const { language } = useVoice();
  const words = useShellWords();
  return ({ cents, points }) => {
    if (cents !== null) return sayMoney(cents, language);
    if (points !== null) return words.points(points, sayNumber(points, language));
    return null;
  };
}
