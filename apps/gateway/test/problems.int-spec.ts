import { describe, expect, it } from '@jest/globals';
import { apiContracts, DomainError, identity, planning, problems } from '@ouderportaal/contracts';
import { gatewayUnderTest } from './support/gateway-under-test.js';
import { pathOf } from './support/paths.js';
import { rawHttp } from './support/raw-http.js';

const gateway = gatewayUnderTest();
const logIn = { organisation: 'zonnebloem', username: 'a', password: 'b' };

/** What every problem has, whatever went wrong. */
function expectProblem(
  answer: { status: number; headers: Headers; json: Record<string, unknown> },
  code: keyof typeof problems,
): void {
  expect(answer.json).toMatchObject({
    type: `/api/problems/${code}`,
    code,
    status: problems[code].status,
    title: expect.any(String),
    detail: expect.not.stringContaining('{'),
    instance: expect.any(String),
    traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
  expect(answer.status).toBe(problems[code].status);
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
}

describe('a problem', () => {
  it.each([
    ['an unknown address', 'GET', '/api/nothing', undefined, 'not-found'],
    ['an address outside the API', 'GET', '/', undefined, 'not-found'],
    ['an unknown address with a body', 'POST', '/api/nothing', '{', 'not-found'],
    ['an address with a slash too many', 'GET', '/api/family/', undefined, 'not-found'],
    [
      'an identifier as long as a book',
      'GET',
      `/api/mails/${'x'.repeat(500)}`,
      undefined,
      'not-found',
    ],
    ['an address that cannot be decoded', 'GET', '/api/mails/%zz', undefined, 'malformed-request'],
    ['broken JSON', 'POST', '/api/sessions', '{"organisation":', 'malformed-json'],
    ['JSON with something behind it', 'POST', '/api/sessions', '{} {}', 'malformed-json'],
    ['nobody signed in', 'GET', '/api/family', undefined, 'not-signed-in'],
    ['input that is not valid', 'POST', '/api/sessions', '{}', 'invalid-input'],
  ] as const)('is %s', async (_name, method, path, body, code) => {
    const answer = await gateway.fetch(method, path, { body });
    expectProblem(answer, code);
    expect(answer.json['instance']).toBe(path);
  });

  it('is a body in another encoding than UTF-8, or compressed', async () => {
    const send = (body: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
      fetch(gateway.url('/api/sessions'), {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      });
    const latin1 = await send(new Uint8Array([0x22, 0xe9, 0x22]));
    expect(await latin1.json()).toMatchObject({ code: 'malformed-json', status: 400 });
    const zipped = await send(new Uint8Array([0x1f, 0x8b]), { 'content-encoding': 'gzip' });
    expect(await zipped.json()).toMatchObject({ code: 'unsupported-media-type', status: 415 });
  });

  it.each([
    ['a little too large', 1_048_577],
    ['ten megabytes', 10_485_760],
  ])('is a body of %s', async (_name, size) => {
    const body = JSON.stringify({ ...logIn, password: 'x'.repeat(size) });
    const answer = await gateway.fetch('POST', '/api/sessions', { body });
    expectProblem(answer, 'body-too-large');
    expect(answer.json['detail']).toContain('1 MB');
  });

  it('is a body that grows too large while it comes in', async () => {
    const chunk = new TextEncoder().encode('x'.repeat(65_536));
    let left = 40;
    const stream = new ReadableStream({
      pull: (controller) => {
        if (left-- > 0) controller.enqueue(chunk);
        else controller.close();
      },
    });
    const response = await fetch(gateway.url('/api/sessions'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: stream,
      duplex: 'half',
    });
    expect(response.status).toBe(413);
  });

  it('is a body that the broker will not carry', async () => {
    const wide = await gateway.another({ BODY_LIMIT: '4194304' });
    const { bearer } = gateway.signedIn('parent');
    const bookings = Array.from({ length: 50 }, () => ({
      childId: '0197f000-0000-7000-8000-000000000001',
      groupId: '0197f000-0000-7000-8000-000000000001',
      productId: '0197f000-0000-7000-8000-000000000001',
      on: '2026-03-09',
    }));
    const body = JSON.stringify({ bookings, remark: ' '.repeat(2_000_000) + 'x' });
    const response = await fetch(`${wide.url}/api/care-requests`, {
      method: 'POST',
      headers: { ...bearer, 'content-type': 'application/json' },
      body,
    });
    expect(await response.json()).toMatchObject({ code: 'body-too-large', status: 413 });
  });

  it('is a header section that is too large', async () => {
    const answer = await rawHttp(
      gateway.url(),
      `GET /api/family HTTP/1.1\r\nhost: x\r\ncookie: ${'a'.repeat(20_000)}\r\n\r\n`,
    );
    expect(answer.status).toBe(431);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'headers-too-large', status: 431 });
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.headers.get('strict-transport-security')).toBeDefined();
  });

  it.each([
    ['is no HTTP', 'hello\r\n\r\n'],
    ['has no host', 'GET /api/family HTTP/1.1\r\nconnection: close\r\n\r\n'],
    [
      'has two lengths',
      'POST /api/sessions HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab',
    ],
    [
      'S40: has a length and chunks',
      'POST /api/sessions HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['has a header with a zero', 'GET / HTTP/1.1\r\nhost: x\r\na: b\0c\r\n\r\n'],
  ])('is a request that %s', async (_name, text) => {
    const answer = await rawHttp(gateway.url(), text);
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('malformed-request');
  });

  it('is a service’s own, with its parameters in the words', async () => {
    const { bearer } = gateway.signedIn();
    gateway.services.answer(identity.families.mine, () => {
      throw new DomainError('too-many-attempts', { seconds: 90 });
    });
    const answer = await gateway.fetch('GET', '/api/family', { headers: bearer });
    expectProblem(answer, 'too-many-attempts');
    expect(answer.json['detail']).toBe('Wait 90 seconds and try again.');
    expect(answer.headers.get('retry-after')).toBe('90');
  });

  it('keeps the errors of an import', async () => {
    const { bearer } = gateway.signedIn();
    const errors = [{ path: ['families', 0, 'number'], message: 'Twice' }];
    gateway.services.answer(identity.families.mine, () => {
      throw new DomainError('import-invalid', {}, errors);
    });
    const answer = await gateway.fetch('GET', '/api/family', { headers: bearer });
    expect(answer.json['errors']).toEqual(errors);
  });

  it('S32: of ours says nothing about it, and is in the log under its trace', async () => {
    const { bearer } = gateway.signedIn();
    gateway.services.answer(identity.families.mine, () => {
      throw new Error('select secret from account');
    });
    const answer = await gateway.fetch('GET', '/api/family', { headers: bearer });
    expectProblem(answer, 'internal');
    expect(answer.text).not.toMatch(/secret|Error|at /);
    const failed = gateway.log.find((line) => line['message'] === 'failed');
    expect(failed).toMatchObject({ traceId: answer.json['traceId'], level: 'error' });
  });

  it('of a service that does not believe the gateway is ours, not the caller’s', async () => {
    const { bearer } = gateway.signedIn();
    gateway.services.answer(identity.families.mine, () => {
      throw new DomainError('actor-token-refused');
    });
    const answer = await gateway.fetch('GET', '/api/family', { headers: bearer });
    expectProblem(answer, 'internal');
  });

  it('S31: leaves the query out of what it says and logs', async () => {
    const answer = await gateway.fetch('GET', '/api/family?name=secret');
    expect(answer.json['instance']).toBe('/api/family');
    expect(JSON.stringify(gateway.log)).not.toContain('secret');
  });

  it.each([
    ['nothing said', {}, 'en', 'You are not signed in'],
    ['Dutch', { 'accept-language': 'nl-NL, en;q=0.5' }, 'nl', 'U bent niet ingelogd'],
    ['another language', { 'accept-language': 'fr' }, 'en', 'You are not signed in'],
  ])('speaks the language of the reader: %s', async (_name, headers, language, title) => {
    const answer = await gateway.fetch('GET', '/api/family', {
      headers: headers,
    });
    expect(answer.headers.get('content-language')).toBe(language);
    expect(answer.json['title']).toBe(title);
  });

  it.each(Object.keys(problems))('%s has a page of its own', async (code) => {
    const answer = await gateway.fetch('GET', `/api/problems/${code}`);
    expect(answer).toMatchObject({ status: 200, json: { code } });
    expect(Object.keys(answer.json)).toEqual(['code', 'status', 'title', 'advice', 'developer']);
  });

  it('that does not exist has none', async () => {
    for (const code of ['nothing', '__proto__', 'constructor']) {
      expectProblem(await gateway.fetch('GET', `/api/problems/${code}`), 'not-found');
    }
  });
});

describe('S37: a method that a path does not take', () => {
  const paths = [...new Set(apiContracts.map(pathOf))];

  it.each([...paths, '/api/openapi.json', '/api/docs', '/api/problems/internal', '/health/live'])(
    'is refused for %s, with the ones it does',
    async (path) => {
      const found = gateway
        .running()
        .routes()
        .filter(([pattern]) => matches(pattern, path));
      // A path that names the address stands for it alone.
      const named = found.filter(([pattern]) => pattern === path);
      const offered = new Set((named.length > 0 ? named : found).flatMap(([, methods]) => methods));
      expect(offered.size).toBeGreaterThan(0);
      const others = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'].filter(
        (method) => !offered.has(method),
      );
      for (const method of others) {
        const answer = await gateway.fetch(method, path, {
          ...(method !== 'GET' && { body: '{' }),
        });
        expectProblem(answer, 'method-not-allowed');
        expect(answer.headers.get('allow')).toBe([...offered].sort().join(', '));
      }
    },
  );

  it('TRACE is one of them', async () => {
    const answer = await rawHttp(
      gateway.url(),
      'TRACE /api/family HTTP/1.1\r\nhost: x\r\nx-secret: y\r\nconnection: close\r\n\r\n',
    );
    expect(answer.status).toBe(405);
    expect(answer.body).not.toContain('x-secret');
  });
});

describe('a service', () => {
  it('that is not there is said within a second', async () => {
    await gateway.services.disappear(planning.calendar.get);
    const { bearer } = gateway.signedIn();
    const startedAt = performance.now();
    const path = '/api/calendar?from=2026-03-02&until=2026-03-03';
    const answer = await gateway.fetch('GET', path, { headers: bearer });
    expectProblem(answer, 'service-unavailable');
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});

function matches(pattern: string, path: string): boolean {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  const fits = (part: string, i: number) => part.startsWith(':') || part === given[i];
  return wanted.length === given.length && wanted.every(fits);
}
