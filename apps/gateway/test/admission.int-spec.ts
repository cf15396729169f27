import { connect } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { identity } from '@ouderportaal/contracts';
import { until } from '@ouderportaal/testing';
import { gatewayUnderTest, send } from './support/gateway-under-test.js';
import { rawHttp } from './support/raw-http.js';

const SHARE = 4;
const gateway = gatewayUnderTest({
  PERSON_RATE: String(SHARE),
  ADDRESS_RATE: String(SHARE),
  BODY_LIMIT: '2048',
});

interface Early {
  name: string;
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
  status: number;
}

const write = { method: 'POST', path: '/api/care-requests' };
const json = { 'content-type': 'application/json' };
/** Everything that is answered before anybody knows who asks. */
const early: Early[] = [
  { name: 'an unknown path', method: 'GET', path: '/api/nothing', status: 404 },
  { name: 'an unknown path beside health', method: 'GET', path: '/health/nothing', status: 404 },
  { name: 'a page of no problem', method: 'GET', path: '/api/problems/nothing', status: 404 },
  { name: 'another method', method: 'PUT', path: '/api/family', status: 405 },
  { name: 'a probe by another method', method: 'POST', path: '/health/ready', status: 405 },
  { name: 'a path that cannot be read', method: 'GET', path: '/api/%zz', status: 400 },
  { name: 'half a body', ...write, headers: json, body: '{', status: 400 },
  { name: 'a body too large', ...write, headers: json, body: `"${'x'.repeat(4096)}"`, status: 413 },
  { name: 'a form', ...write, headers: { 'content-type': 'text/plain' }, body: 'x', status: 415 },
];
const crossSite: Early = {
  name: 'another site',
  ...write,
  headers: { ...json, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
  body: '{}',
  status: 403,
};
const guess = `rubbish-${'x'.repeat(40)}`;
/** What each request carries; made when the test runs. */
const credentials: Record<string, () => Record<string, string>> = {
  none: () => ({}),
  rubbish: () => ({ authorization: 'Bearer x' }),
  expired: () => ({ authorization: `Bearer ${guess}` }),
  'a rubbish cookie': () => ({ cookie: '__Host-session=x', 'sec-fetch-site': 'same-origin' }),
  valid: () => gateway.signedIn().bearer,
  'a valid cookie': () => gateway.signedIn().cookie,
};

async function statusesOf(count: number, ask: () => Promise<{ status: number }>) {
  const statuses: number[] = [];
  for (let i = 0; i < count; i++) statuses.push((await ask()).status);
  return statuses;
}

describe('S28: whatever is answered early counts', () => {
  const cases = Object.keys(credentials).flatMap((kind) => [
    ...early.map((each) => ({ ...each, kind })),
    // A bearer goes along with no other site's request, so only what a browser sends is refused.
    ...(/^(rubbish|expired|valid)$/.test(kind) ? [] : [{ ...crossSite, kind }]),
  ]);

  it.each(cases)('$name ($status), credentials: $kind', async (each) => {
    gateway.clock.advance({ seconds: 60 });
    const own = { ...credentials[each.kind]!(), ...each.headers };
    const ask = () => gateway.fetch(each.method, each.path, { headers: own, body: each.body });
    const statuses = await statusesOf(SHARE + 2, ask);
    expect(statuses).toEqual([...Array<number>(SHARE).fill(each.status), 429, 429]);
  });

  it.each(early)('$name ($status), of a person who was let in just before', async (each) => {
    gateway.clock.advance({ seconds: 60 });
    const { bearer } = gateway.signedIn();
    const other = gateway.signedIn();
    expect((await gateway.fetch('GET', '/api/family', { headers: bearer })).status).toBe(200);
    const headers = { ...bearer, ...each.headers };
    const ask = () => gateway.fetch(each.method, each.path, { headers, body: each.body });
    const statuses = await statusesOf(SHARE + 1, ask);
    // Against the person's share, not that of everybody at the same address.
    expect(statuses).toEqual([...Array<number>(SHARE - 1).fill(each.status), 429, 429]);
    const calm = () => gateway.fetch('GET', '/api/family', { headers: other.bearer });
    expect(await statusesOf(SHARE, calm)).toEqual(Array(SHARE).fill(200));
  });

  it('what a person asks is given back to the address', async () => {
    gateway.clock.advance({ seconds: 60 });
    for (let i = 0; i < SHARE * 3; i++) {
      const { bearer } = gateway.signedIn();
      expect((await gateway.fetch('GET', '/api/family', { headers: bearer })).status).toBe(200);
    }
    const ask = () => gateway.fetch('GET', '/api/organisations/zonnebloem');
    expect(await statusesOf(SHARE + 1, ask)).toEqual([...Array<number>(SHARE).fill(200), 429]);
  });

  it('a flood does not make the gateway look dead', async () => {
    gateway.clock.advance({ seconds: 60 });
    await statusesOf(SHARE + 1, () => gateway.fetch('GET', '/api/nothing'));
    const answers = await statusesOf(50, () => gateway.fetch('GET', '/health/ready'));
    expect(new Set(answers)).toEqual(new Set([200]));
  });

  it('a session that ended between the door and the guard counts for the address', async () => {
    gateway.clock.advance({ seconds: 60 });
    const { bearer, actor } = gateway.signedIn();
    expect((await gateway.fetch('GET', '/api/family', { headers: bearer })).status).toBe(200);
    await gateway.services.endSessions(actor.sessionId);
    const ask = () => gateway.fetch('GET', '/api/family', { headers: bearer });
    await until('the session to be forgotten', async () => (await ask()).status === 401);
    const statuses = await statusesOf(SHARE, ask);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('A client that sends strange or slow requests', () => {
  const head = (lines: string[]) => `${lines.join('\r\n')}\r\n\r\n`;

  it('gets 400 for two Host headers, also for the same one twice', async () => {
    for (const second of ['portal.example', 'evil.example']) {
      gateway.clock.advance({ seconds: 60 });
      const lines = ['Host: portal.example', `host: ${second}`, 'Connection: close'];
      const answer = await rawHttp(gateway.url(), head(['GET /health/live HTTP/1.1', ...lines]));
      expect(answer.status).toBe(400);
      expect(JSON.parse(answer.body)).toMatchObject({ code: 'malformed-request' });
    }
  });

  it('S22: gets a problem with security headers for an expectation nobody knows, until it is 429', async () => {
    gateway.clock.advance({ seconds: 60 });
    const lines = ['Host: portal.example', 'Expect: 200-ok', 'Connection: close'];
    const ask = () =>
      rawHttp(gateway.url(), head(['GET /api/problems/internal HTTP/1.1', ...lines]));
    const answer = await ask();
    expect(answer.status).toBe(417);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.has('content-security-policy')).toBe(true);
    expect((await statusesOf(SHARE, ask)).at(-1)).toBe(429);
  });

  it('is told to go on when it expects that', async () => {
    gateway.clock.advance({ seconds: 60 });
    const { bearer } = gateway.signedIn();
    const lines = [
      'Host: portal.example',
      `Authorization: ${bearer.authorization}`,
      'Content-Type: application/json',
      'Content-Length: 2',
      'Expect: 100-continue',
      'Connection: close',
    ];
    const answer = await rawHttp(
      gateway.url(),
      `${head(['POST /api/care-requests HTTP/1.1', ...lines])}{}`,
    );
    expect(answer.status).toBe(100);
    expect(answer.body).toContain('invalid-input');
  });

  it.each([
    ['headers', 'GET /api/family HTTP/1.1\r\nHost: portal.example\r\n'],
    [
      'a body',
      'POST /api/care-requests HTTP/1.1\r\nHost: portal.example\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
    ],
  ])('has its time for %s, and hardly more', async (_what, text) => {
    const within = 1_000;
    const hasty = await gateway.another({ SEND_WITHIN_MS: String(within) });
    const startedAt = performance.now();
    const answer = await rawHttp(hasty.url, text);
    const took = performance.now() - startedAt;
    expect(answer.status).toBe(408);
    expect(took).toBeGreaterThan(within - 50);
    // A fifth more, and a second for a busy machine.
    expect(took).toBeLessThan(within * 1.2 + 1_000);
  });

  it('gets no connection beyond the most there may be, and the others go on', async () => {
    const small = await gateway.another({ MAX_CONNECTIONS: '3' });
    const { hostname, port } = new URL(small.url);
    const kept = Array.from({ length: 3 }, () => connect(Number(port), hostname));
    await Promise.all(kept.map((socket) => new Promise((done) => socket.once('connect', done))));
    // Closed or reset, as it happens: not answered.
    const one = rawHttp(small.url, head(['GET /health/live HTTP/1.1', 'Host: x']));
    expect(await one.then(({ body }) => body).catch(() => '')).toBe('');
    kept[0]!.destroy();
    await until('room for another connection', async () => {
      return (await send('GET', `${small.url}/health/live`).catch(() => null))?.status === 200;
    });
    for (const socket of kept) socket.destroy();
  });
});

it('S28: credentials that identity is asked about stop being asked about', async () => {
  gateway.clock.advance({ seconds: 60 });
  const ask = (i: number) =>
    gateway.fetch('GET', '/api/family', { headers: { authorization: `Bearer ${guess}${i}` } });
  for (let i = 0; i < SHARE * 3; i++) await ask(i);
  expect(gateway.services.asked(identity.sessions.resolve).length).toBeLessThanOrEqual(SHARE);
});
