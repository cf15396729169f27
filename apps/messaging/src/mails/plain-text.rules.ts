import { initialOf } from '@ouderportaal/kernel';

/** Line breaks, other control characters, and marks that reverse the reading direction. */
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;
/** One address and nothing else: no list, no display name, no quoting. */
const ADDRESS = /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u;

const graphemes = new Intl.Segmenter('nl', { granularity: 'grapheme' });

/**
 * Text of people as one line: no header, and no line of a mail, can be ended by what somebody typed.
 * At most `max` characters.
 */
export function oneLine(text: string, max = 80): string {
  const line = text.replace(UNSAFE, ' ').replace(/ {2,}/g, ' ').trim();
  const characters = Array.from(graphemes.segment(line), ({ segment }) => segment);
  if (characters.length <= max) return line;
  const kept = characters.slice(0, max - 1).join('');
  return `${kept.trimEnd()}…`;
}

/** `Saar` and `s` → `S.`; a mail says no more of a child's name, whatever it was given. */
export function childInMail(name: string): string {
  const initial = initialOf(oneLine(name));
  return initial === '' ? '–' : `${initial}.`;
}

/** The address a mail can be sent to; null where there is none, or what is recorded is none. */
export function usableAddress(email: string | null): string | null {
  const address = email?.trim() ?? '';
  return address.length <= 254 && ADDRESS.test(address) ? address : null;
}
