import { describe, expect, it } from '@jest/globals';
import { languageOf, problemBody, retryAfter } from './problem.rules.js';

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

  it('leave an ellipsis where a service gave no value', () => {
    const body = problemBody({ ...facts, code: 'request-too-early', language: 'en' });
    expect(body.detail).toBe('Requests can be made up to ….');
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
