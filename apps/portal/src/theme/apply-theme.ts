import { readKept, writeKept } from '../app/storage.js';
import { accentOf } from './theme.rules.js';

type SchemeChoice = 'system' | 'light' | 'dark';
type TextSize = 'normal' | 'large' | 'larger';

/** How one device looks; kept on it, because eyes and light differ from phone to desk. */
export interface Looks {
  scheme: SchemeChoice;
  textSize: TextSize;
}

const KEY = 'looks';
const NAMES = {
  accent: '--accent',
  onAccent: '--on-accent',
  accentText: '--accent-text',
  accentSoft: '--accent-soft',
} as const;

/** Sets the organisation's colour for both schemes. */
export function applyColour(colour: string): void {
  const { style } = document.documentElement;
  for (const scheme of ['light', 'dark'] as const) {
    const accent = accentOf(colour, scheme);
    for (const [key, name] of Object.entries(NAMES)) {
      style.setProperty(`${name}-${scheme}`, accent[key as keyof typeof NAMES]);
    }
  }
}

export function looksOfDevice(): Looks {
  const kept = readKept<Partial<Looks>>(localStorage, KEY);
  return { scheme: kept?.scheme ?? 'system', textSize: kept?.textSize ?? 'normal' };
}

export function applyLooks(looks: Looks): void {
  const { dataset } = document.documentElement;
  if (looks.scheme === 'system') delete dataset['scheme'];
  else dataset['scheme'] = looks.scheme;
  dataset['text'] = looks.textSize;
}

export function keepLooks(looks: Looks): void {
  writeKept(localStorage, KEY, looks);
  applyLooks(looks);
}
