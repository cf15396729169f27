import { useShellWords } from '../texts/shell.js';
import { useVoice } from '../texts/words.js';
import { Chips } from '../ui/chips.js';
import type { Language } from '../dates/dates.js';
import { chooseLanguage } from './preferences.js';

/** Chooses among the languages that an organisation offers; nothing where there is no choice. */
export function LanguageSwitch({ among = ['nl', 'en'] }: { among?: readonly Language[] }) {
  const words = useShellWords();
  const { language } = useVoice();
  if (among.length < 2) return null;
  const names: Record<Language, string> = { nl: words.inDutch, en: words.inEnglish };
  return (
    <Chips
      label={words.language}
      chips={among.map((value) => ({ value, label: names[value] }))}
      value={language}
      onChoose={chooseLanguage}
    />
  );
}
