import type { Language } from '@ouderportaal/contracts';
import type { LocalDate } from '@ouderportaal/kernel';

/** English as it is written in Europe: day before month, 24-hour clock (R248). */
const LOCALES: Record<Language, string> = { nl: 'nl-NL', en: 'en-GB' };

const formats = { nl: dateFormat('nl'), en: dateFormat('en') };

/** `dinsdag 3 maart 2026`, `Tuesday 3 March 2026`. */
export function dateInFull(language: Language, on: LocalDate): string {
  const text = formats[language].format(new Date(`${on}T00:00:00Z`));
  return text.replace(',', '');
}

/** A calendar day has no time zone: midnight UTC, formatted in UTC, is that day. */
function dateFormat(language: Language): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(LOCALES[language], {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}
