import { chooseLanguage } from './preferences.js';
import { useShellWords } from '../texts/shell.js';
import { useVoice } from '../texts/words.js';
import { Chips } from '../ui/chips.js';

export function LanguageSwitch() {
  const words = useShellWords();
  const { language } = useVoice();
  return (
    <Chips
      label={words.language}
      chips={[
        { value: 'nl', label: words.inDutch },
        { value: 'en', label: words.inEnglish },
      ]}
      value={language}
      onChoose={chooseLanguage}
    />
  );
}
