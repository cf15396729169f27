import type { Language } from '../dates/dates.js';

const KEY = 'language';
const listeners = new Set<() => void>();

/** The language chosen on this device; null where nobody chose. */
export function chosenLanguage(): Language | null {
  const kept = localStorage.getItem(KEY);
  return kept === 'nl' || kept === 'en' ? kept : null;
}

export function chooseLanguage(language: Language): void {
  localStorage.setItem(KEY, language);
  for (const listener of listeners) listener();
}

export function onLanguageChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
