import { describe, expect, it } from '@jest/globals';
import { type ProblemCode, problems } from '@ouderportaal/contracts';
import { SAMPLE_VALUES } from '../openapi-problems.js';
import { languageOf, namesIn, problemBody, problemPage, retryAfter } from './problem.rules.js';

describe('the words of a problem', () => {
  const facts = { instance: '/api/x', traceId: 't' } as const;

  it('come from the table, with the parameters filled in', () => {
    const body = problemBody({
      ...facts,
      code: 'too-many-attempts',
      parameters: { seconds: 30 },
      language: 'nl',
    });
    expect(body).toEqual({
      type: '/api/problems/too-many-attempts',
      title: 'Te veel pogingen',
      status: 429,
      code: 'too-many-attempts',
      detail: 'Wacht 30 seconden en probeer het opnieuw.',
      instance: '/api/x',
      traceId: 't',
    });
  });

  it('name a day as people do, in their language', () => {
    const parameters = { on: '2026-03-10' };
    const titleIn = (language: 'nl' | 'en') =>
      problemBody({ ...facts, code: 'closed-on-date', parameters, language }).title;
    expect(titleIn('nl')).toBe('We zijn gesloten op 10 maart 2026');
    expect(titleIn('en')).toBe('We are closed on 10 March 2026');
  });

  it('tell people what to do, and programmers apart from them', () => {
    const body = problemBody({ ...facts, code: 'malformed-json', language: 'nl' });
    expect(body).toMatchObject({
      detail: 'Ververs de pagina en probeer het opnieuw.',
      developer: 'The body is not JSON: send one JSON object, encoded as UTF-8.',
    });
  });

  it.each([
    ['nothing', undefined, 'en'],
    ['Dutch', 'nl-NL,nl;q=0.9,en;q=0.8', 'nl'],
    ['English first', 'en-GB,nl;q=0.9', 'en'],
    ['Dutch by weight', 'en;q=0.4, nl;q=0.7', 'nl'],
    ['no Dutch at all', 'nl;q=0, en;q=0.1', 'en'],
    ['another language, then Dutch', 'de, nl;q=0.2', 'nl'],
    ['rubbish', ';;;q=,,,', 'en'],
  ])('are in the language of the reader: %s', (_name, header, language) => {
    expect(languageOf(header)).toBe(language);
  });

  it.each([
    [429, { seconds: 12.2 }, 13],
    [503, {}, 2],
    [503, { seconds: 'soon' }, 2],
    [504, {}, 2],
    [500, { seconds: 3 }, null],
  ])('say when to come back: %s', (status, parameters, seconds) => {
    expect(retryAfter(status, parameters as Record<string, string | number>)).toBe(seconds);
  });
});

describe('the words of every problem', () => {
  const every = Object.entries(problems).flatMap(([code, { title, advice, developer }]) =>
    (['en', 'nl'] as const).map((language) => ({
      code: code as ProblemCode,
      language,
      templates: [title[language], advice[language], developer ?? ''],
    })),
  );
  /** What says something only to who writes a program. */
  const technical =
    /["`/]|\b(API|HTTP|JSON|UTF|GET|POST|PUT|header|body|token|method|schema|batch|origin|[a-z]+[A-Z]\w*)\b|Idempotency/;

  it.each(every)('$code in $language are whole with and without their values', (problem) => {
    const { code, language, templates } = problem;
    const instance = '/api/x';
    for (const parameters of [{}, SAMPLE_VALUES]) {
      const body = problemBody({ code, language, parameters, instance, traceId: 't' });
      for (const words of [body.title, body.detail, body.developer ?? 'None.']) {
        expect(words).not.toMatch(/[{}[\]…]|undefined| [.,;:]| {2}/);
        expect(words).toMatch(/^\S.*\S$/);
      }
      expect(body.detail).toMatch(/\.$/);
    }
    for (const name of templates.flatMap(namesIn)) expect(SAMPLE_VALUES).toHaveProperty(name);
  });

  it.each(every)(
    '$code in $language take values only in a part that can be left out',
    (problem) => {
      const always = problem.templates.map((words) => words.replace(/\[[^\]]*\]/g, ''));
      expect(always.flatMap(namesIn)).toEqual([]);
    },
  );

  it.each(every)('$code in $language say nothing to programmers where people read', (problem) => {
    const { code, language } = problem;
    const { title, detail } = problemBody({ code, language, instance: '/api/x', traceId: 't' });
    expect([title, detail].join(' ')).not.toMatch(technical);
  });

  it.each(Object.keys(problems) as ProblemCode[])('%s take the same values in both', (code) => {
    const { title, advice } = problems[code];
    const names = (language: 'en' | 'nl') =>
      [...new Set([title[language], advice[language]].flatMap(namesIn))].sort();
    expect(names('nl')).toEqual(names('en'));
  });

  it('stand on the page of the problem, without values', () => {
    expect(problemPage('body-too-large')).toEqual({
      code: 'body-too-large',
      status: 413,
      title: { en: 'This is too much at once', nl: 'Dit is te veel in één keer' },
      advice: {
        en: 'Send less at a time, in several parts.',
        nl: 'Verstuur minder per keer, in meer delen.',
      },
      developer: 'The body is too large. Split the work over several requests.',
    });
  });
});
