import { beforeAll, describe, expect, it } from '@jest/globals';
import { Api } from '../../dev/journey/api.js';
import { DemoPeople, type Person } from '../../dev/journey/people.js';
import type { Problem } from '../../dev/journey/shapes.js';
import { runningPortal } from './support/portal.js';

describe('a bad request', () => {
  let api: Api;
  let parent: Person;

  beforeAll(async () => {
    const { url } = runningPortal();
    const people = await DemoPeople.of(url);
    api = new Api(url);
    const [username = ''] = people.usernames('de-zevensprong', 'parent');
    parent = await people.signIn('de-zevensprong', username);
  });

  const raw = async (path: string, init: RequestInit) => {
    const response = await fetch(`${runningPortal().url}${path}`, init);
    return { status: response.status, body: (await response.json()) as Problem, response };
  };
  const json = { 'content-type': 'application/json' };

  it.each([
    ['an unknown address', () => api.get('/nowhere'), 404, 'not-found'],
    ['an unknown method', () => api.send('PATCH', '/calendar'), 405, 'method-not-allowed'],
    ['nobody signed in', () => api.get('/calendar'), 401, 'not-signed-in'],
    [
      'a session that never was',
      () => api.as('A'.repeat(60)).get('/calendar'),
      401,
      'not-signed-in',
    ],
    [
      'an unknown field',
      () => parent.api.get('/calendar?from=2026-03-01&until=2026-03-02&extra=1'),
      400,
      'invalid-input',
    ],
    [
      'a day that does not exist',
      () => parent.api.get('/care-options?on=2026-02-30'),
      400,
      'invalid-input',
    ],
    [
      'a period that is too long',
      () => parent.api.get('/calendar?from=2026-01-01&until=2026-12-31'),
      422,
      'date-range-invalid',
    ],
    ['the wrong role', () => parent.api.get('/request-queue'), 403, 'not-allowed'],
    [
      'an operator’s work',
      () => parent.api.send('PUT', '/operator/organisations/x1', {}),
      403,
      'not-allowed',
    ],
    [
      'somebody else’s mail',
      () => parent.api.get('/mails/00000000-0000-7000-8000-000000000000'),
      404,
      'not-found',
    ],
  ])('with %s says what to do', async (_case, ask, status, code) => {
    const answer = await ask();
    expect(answer).toMatchObject({ status, body: { status, code } });
    expect((answer.body as Problem).detail).toMatch(/\w.*\.$/);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('with broken JSON says so', async () => {
    const answer = await raw('/api/sessions', { method: 'POST', headers: json, body: '{"a":' });
    expect(answer).toMatchObject({ status: 400, body: { code: 'malformed-json' } });
  });

  it('with a body of 10 MB is refused before it is read', async () => {
    const body = JSON.stringify({ remark: 'x'.repeat(10_000_000) });
    const answer = await raw('/api/sessions', { method: 'POST', headers: json, body });
    expect(answer).toMatchObject({ status: 413, body: { code: 'body-too-large' } });
  });

  it('is explained in Dutch to who reads Dutch', async () => {
    const answer = await raw('/api/calendar', { headers: { 'accept-language': 'nl' } });
    expect(answer.body.detail).toBe('Log in en probeer het opnieuw.');
  });

  it('to sign in says the same about an unknown name and a wrong password', async () => {
    const attempt = (username: string) =>
      api.post<Problem>('/sessions', {
        organisation: 'het-kompas',
        username,
        password: 'something else entirely',
      });
    const people = await DemoPeople.of(runningPortal().url);
    const [known = ''] = people.usernames('het-kompas', 'parent');
    const [one, two] = [await attempt(known), await attempt('nobody-at-all')];
    const shown = ({ body: { status, code, detail } }: typeof one) => ({ status, code, detail });
    expect(shown(one)).toEqual(shown(two));
    expect(one.status).toBe(401);
  });
});
