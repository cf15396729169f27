import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { filesKept, ROOT } from './support/files.js';

const word = (words: string) => new RegExp(`(?<![\\w-])(?:${words})(?![\\w-])`, 'i');
const INFORMAL = word('je|jij|jou|jouw|jullie');
const FORMAL = word('u|uw');
/** Frequent Dutch words that no English sentence has. */
const DUTCH = word(
  'het|een|niet|geen|van|voor|wat|dat|dit|zijn|naar|nog|ook|maar|wordt|kan|kies|locatie|aanvraag|aanvragen|dagdeel|opvang|wachtwoord|gebruikersnaam|annuleren|sluiten',
);
/** Frequent English words that no Dutch sentence has. */
const ENGLISH = word(
  'the|and|your|you|with|please|not|from|this|that|request|requests|days|cancel|close|send|password|sign in|again|loading|help page',
);
/** A language is named in itself. */
const NAMES_ITSELF = /^shell\.in(Dutch|English)$/;

type Texts = Record<string, unknown>;
interface Feature {
  name: string;
  nl: Texts;
  formal: Texts;
  en: Texts;
}

let features: Feature[] = [];

beforeAll(async () => {
  features = await Promise.all(
    filesKept('apps/portal/src/**/*.nl.ts').map(async (file) => {
      const load = async (path: string) => (await import(join(ROOT, path))) as Partial<Feature>;
      const { nl, formal } = await load(file);
      const { en } = await load(file.replace('.nl.ts', '.en.ts'));
      const name = /([\w-]+)(?:\.texts)?\.nl\.ts$/.exec(file)?.[1] ?? file;
      if (!nl || !formal || !en) throw new Error(`${file} has not all three forms`);
      return { name, nl, formal, en };
    }),
  );
});

/** Each sentence by where it stands; of a function, the sentences that it puts together. */
function sentencesOf(texts: unknown, at: string): [string, string][] {
  if (typeof texts === 'string') return [[at, texts]];
  if (typeof texts === 'function') return [[at, literalsOf(String(texts))]];
  if (typeof texts !== 'object' || texts === null) return [];
  return Object.entries(texts).flatMap(([key, value]) => sentencesOf(value, `${at}.${key}`));
}

const literalsOf = (code: string) =>
  [...code.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g)]
    .map(([, ...found]) => found.join('').replaceAll(/\$\{[^}]*\}/g, ' '))
    .join(' ');

const spoken = (how: (feature: Feature) => Texts) =>
  features.flatMap((feature) => sentencesOf(how(feature), feature.name));
const having = (pattern: RegExp, sentences: [string, string][]) =>
  sentences.filter(([at, sentence]) => pattern.test(sentence) && !NAMES_ITSELF.test(at));

describe('R231: the words of the portal', () => {
  it('say je to nobody whom the organisation says u to', () => {
    const formal = spoken(({ nl, formal }) => ({ ...nl, ...formal }));
    expect(formal.length).toBeGreaterThan(300);
    expect(having(INFORMAL, formal)).toEqual([]);
  });

  it('say u to nobody else', () => {
    expect(
      having(
        FORMAL,
        spoken(({ nl }) => nl),
      ),
    ).toEqual([]);
  });

  it('have a formal form only where it differs', () => {
    const same = features.flatMap(({ name, nl, formal }) =>
      Object.keys(formal)
        .filter((key) => String(nl[key]) === String(formal[key]) && typeof nl[key] === 'string')
        .map((key) => `${name}.${key}`),
    );
    expect(same).toEqual([]);
  });

  it('are Dutch in Dutch', () => {
    expect(
      having(
        ENGLISH,
        spoken(({ nl, formal }) => ({ ...nl, formal })),
      ),
    ).toEqual([]);
  });

  it('are English in English', () => {
    expect(
      having(
        DUTCH,
        spoken(({ en }) => en),
      ),
    ).toEqual([]);
  });

  it('are whole sentences that fit a phone: at most twenty words to the full stop', () => {
    const long = [...spoken(({ nl }) => nl), ...spoken(({ en }) => en)].filter(([, text]) =>
      text.split(/[.!?:;](?:\s|$)/).some((sentence) => sentence.trim().split(/\s+/).length > 20),
    );
    expect(long).toEqual([]);
  });

  it('would be found where they are wrong', () => {
    const planted: [string, string][] = [
      ['a', 'Log jij in?'],
      ['b', 'Uw sessie is afgelopen'],
      ['c', 'Your aanvraag was sent'],
      ['d', 'Menu, jeans, uur'],
    ];
    expect(
      [INFORMAL, FORMAL, DUTCH].map((pattern) => having(pattern, planted).map(([at]) => at)),
    ).toEqual([['a'], ['b'], ['c']]);
    expect(literalsOf("(n) => n === 1 ? '1 wacht' : `${n} wachten`")).toBe('1 wacht   wachten');
  });
});
