import type { Language } from '../dates/dates.js';
import { listeners } from './listeners.js';

const KEY = 'language';
const { on, announce } = listeners();

/** The language chosen on this device; null where nobody chose. */
export function chosenLanguage(): Language | null {
  const kept = localStorage.getItem(KEY);
  return kept === 'nl' || kept === 'en' ? kept : null;
}

export function chooseLanguage(language: Language): void {
  localStorage.setItem(KEY, language);
  announce();
}

export const onLanguageChange = on;
