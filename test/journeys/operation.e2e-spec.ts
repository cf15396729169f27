import { describe, expect, it } from '@jest/globals';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Api } from '../../dev/journey/api.js';
import { DemoPeople } from '../../dev/journey/people.js';
import { eventually } from '../../dev/journey/transcript.js';
import { runningPortal } from './support/portal.js';

describe('the running portal', () => {
  const logs = async () => {
    const { logDir } = runningPortal();
    const files = await readdir(logDir);
    return Promise.all(files.map(async (file) => readFile(join(logDir, file), 'utf8')));
  };
  const signIn = async () => {
    const people = await DemoPeople.of(runningPortal().url);
    const [username = ''] = people.usernames('de-vlinderhof', 'parent');
    return people.signIn('de-vlinderhof', username);
  };

  it.each([
    ['gateway', ['bus']],
    ['identity', ['database', 'bus']],
    ['planning', ['database', 'bus']],
    ['media', ['database', 'bus', 'bucket']],
    ['messaging', ['database', 'bus']],
    ['billing', ['database', 'bus']],
  ])('has %s alive and ready', async (name, needs) => {
    const { url } = runningPortal().processes.find((one) => one.name === name) ?? { url: '' };
    const live = await fetch(`${url}/health/live`);
    const ready = await fetch(`${url}/health/ready`);
    expect([live.status, ready.status]).toEqual([200, 200]);
    const { checks } = (await ready.json()) as { checks: Record<string, string> };
    expect(Object.keys(checks)).toEqual(expect.arrayContaining(needs));
  });

  it('can be followed from an HTTP request into the service that answered it', async () => {
    const { api } = await signIn();
    const answer = await api.send('GET', '/care-requests');
    const requestId = answer.headers.get('x-request-id') ?? 'none';
    const all = new Set(['gateway', 'identity', 'planning']);
    const lines = await eventually('every service to log the request', async () => {
      const found = (await logs())
        .flatMap((text) => text.split('\n'))
        .filter((line) => line.includes(requestId))
        .map((line) => JSON.parse(line) as { service: string; traceId: string });
      return new Set(found.map(({ service }) => service)).size === all.size ? found : undefined;
    });
    expect(new Set(lines.map(({ service }) => service))).toEqual(all);
    expect(new Set(lines.map(({ traceId }) => traceId)).size).toBe(1);
  });

  it('logs nobody’s name, address, password or token', async () => {
    const { api, name, username } = await signIn();
    await api.get('/family');
    const { password } = await DemoPeople.of(runningPortal().url);
    const everything = (await logs()).join('\n');
    expect(everything).toContain('"outcome":"ok"');
    for (const secret of [name, username, password, '.example']) {
      expect(everything).not.toContain(secret);
    }
  });

  it('shows its documentation without asking anybody else for anything', async () => {
    const { url } = runningPortal();
    const page = await fetch(`${url}/api/docs`, { redirect: 'follow' });
    const html = await page.text();
    const elsewhere = [...html.matchAll(/(?:src|href)="(https?:)?\/\/[^"]+"/g)];
    expect(page.status).toBe(200);
    expect(elsewhere).toEqual([]);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('serves the document that is committed', async () => {
    const { body } = await new Api(runningPortal().url).get('/openapi.json');
    const committed = await readFile(
      join(import.meta.dirname, '../../docs/api/openapi.json'),
      'utf8',
    );
    expect(body).toEqual(JSON.parse(committed));
  });

  it('forgets a session everywhere when it is told to', async () => {
    const [one, two] = [await signIn(), await signIn()];
    expect((await one.api.get('/family')).status).toBe(200);
    await two.api.delete('/sessions');
    expect((await one.api.get('/family')).status).toBe(401);
    expect((await two.api.get('/family')).status).toBe(401);
  });
});
