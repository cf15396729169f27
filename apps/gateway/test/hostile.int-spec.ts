import { afterEach, describe, expect, it } from '@jest/globals';
import {
  allContracts,
  DomainError,
  identity,
  pathParameters,
  problems,
  type Rpc,
} from '@ouderportaal/contracts';
import {
  hostileBodyText,
  hostileInputOf,
  hostileQuery,
  hostileSegment,
  nested,
} from '@ouderportaal/testing';
import fc from 'fast-check';
import { type Answered, gatewayUnderTest, OPERATOR_TOKEN } from './support/gateway-under-test.js';
import { pathOf } from './support/paths.js';

const gateway = gatewayUnderTest();
const RUNS = 60;

const operations = allContracts
  .filter(({ route }) => route !== null)
  .map((contract) => ({ name: contract.subject, contract }));

/** Somebody who may, so that input is all that can be wrong. */
function whoMay({ allow }: Rpc): Record<string, string> {
  if (allow.includes('operator')) return { authorization: `Bearer ${OPERATOR_TOKEN}` };
  const role = allow.find((each) => each !== 'anonymous');
  return role ? gateway.signedIn(role).bearer : {};
}

function expectAnswered(answer: Answered): void {
  expect(answer.status).toBeLessThan(500);
  if (answer.status < 400) return;
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  const code = answer.json['code'] as keyof typeof problems;
  expect(problems[code].status).toBe(answer.status);
}

/** A path with these segments for its parameters. */
function fill(contract: Rpc, segments: readonly string[]): string {
  const path = contract.route?.path ?? '';
  const names = pathParameters(path);
  return `/api${names.reduce((text, name, i) => text.replace(`:${name}`, () => segments[i] ?? 'x'), path)}`;
}

describe('S6: hostile input', () => {
  // Whatever passes the gateway ends here: what the services do with it is for their own tests.
  afterEach(() => {
    expect(gateway.log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it.each(operations)('in the body of $name gets an answer', async ({ contract }) => {
    const { method } = contract.route!;
    if (method === 'GET') return;
    const headers = whoMay(contract);
    const input = hostileInputOf(contract).map((value) => JSON.stringify(value ?? null));
    await fc.assert(
      fc.asyncProperty(fc.oneof(hostileBodyText, input), async (body) => {
        gateway.clock.advance({ seconds: 1 });
        expectAnswered(await gateway.fetch(method, pathOf(contract), { headers, body }));
      }),
      { numRuns: RUNS },
    );
  });

  it.each(operations)('in the address of $name gets an answer', async ({ contract }) => {
    const { method, path } = contract.route!;
    const headers = whoMay(contract);
    const names = Object.keys((contract.input as unknown as { shape: object }).shape);
    const segments = fc.array(hostileSegment, { minLength: 3, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(segments, hostileQuery(names), async (parts, query) => {
        // Longer ones end before there is a request (431).
        const address = `${fill(contract, parts)}?${query}`.slice(0, 12_000);
        const answer = await gateway.fetch(method, address, { headers });
        expectAnswered(answer);
        if (!path.includes(':')) expect([200, 201, 400]).toContain(answer.status);
      }),
      { numRuns: RUNS },
    );
  });

  it('nested deeper than a stack is refused at once', async () => {
    const { bearer } = gateway.signedIn('parent');
    for (const kind of ['array', 'object'] as const) {
      const deep = nested(kind === 'array' ? 400_000 : 150_000, kind);
      const startedAt = performance.now();
      const bodies = [deep, `{"bookings":${deep}}`, `{"bookings":[{"childId":${deep}}]}`];
      for (const body of bodies) {
        const answer = await gateway.fetch('POST', '/api/care-requests', { headers: bearer, body });
        expect(answer).toMatchObject({ status: 400, json: { code: 'invalid-input' } });
      }
      expect(performance.now() - startedAt).toBeLessThan(3_000);
    }
  });

  it('with eighty thousand unknown fields is refused at once', async () => {
    const { bearer } = gateway.signedIn('parent');
    const fields = Array.from({ length: 80_000 }, (_, i) => [`f${i}`, 0]);
    const body = JSON.stringify(Object.fromEntries(fields));
    const startedAt = performance.now();
    const answer = await gateway.fetch('POST', '/api/care-requests', { headers: bearer, body });
    expect(answer.status).toBe(400);
    expect(answer.text.length).toBeLessThan(2_000);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it('in headers gets an answer', async () => {
    const text = fc.string({ maxLength: 200 }).map((value) => value.replace(/[^\x20-\x7e]/g, ''));
    const { bearer } = gateway.signedIn('parent');
    const names = [
      'accept-language',
      'cookie',
      'origin',
      'sec-fetch-site',
      'x-request-id',
      'traceparent',
      'idempotency-key',
      'x-forwarded-for',
      'forwarded',
      'content-type',
      'accept',
      'if-none-match',
      'range',
      'x-actor',
      'x-http-method-override',
    ];
    const wild = fc.dictionary(fc.constantFrom(...names), text, { maxKeys: 6 });
    await fc.assert(
      fc.asyncProperty(wild, fc.boolean(), async (headers, isSignedIn) => {
        const all = { ...headers, ...(isSignedIn && bearer) };
        expectAnswered(await gateway.fetch('GET', '/api/family', { headers: all }));
        expectAnswered(
          await gateway.fetch('POST', '/api/care-requests', { headers: all, body: '{}' }),
        );
      }),
      { numRuns: RUNS },
    );
  });

  it('S8: in headers of the bus does not become somebody', async () => {
    const headers = { 'x-actor': 'forged', 'x-client-address': '1.2.3.4', 'x-deadline': '1' };
    expect((await gateway.fetch('GET', '/api/family', { headers })).status).toBe(401);
    const { actor, bearer } = gateway.signedIn('parent');
    await gateway.fetch('GET', '/api/family', { headers: { ...headers, ...bearer } });
    expect(gateway.services.heard.at(-1)).toMatchObject({ actor, clientAddress: '127.0.0.1' });
  });

  it('and a service that fails is the only way to 5xx', async () => {
    const contract = identity.families.mine;
    gateway.services.answer(contract, () => {
      throw new DomainError('service-busy');
    });
    const answer = await gateway.fetch('GET', '/api/family', { headers: whoMay(contract) });
    expect(answer.status).toBe(503);
  });
});
