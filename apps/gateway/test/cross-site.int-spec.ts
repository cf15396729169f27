import { describe, expect, it } from '@jest/globals';
import { allContracts } from '@ouderportaal/contracts';
import { gatewayUnderTest, send } from './support/gateway-under-test.js';
import { pathOf } from './support/paths.js';

const gateway = gatewayUnderTest({ PUBLIC_ORIGIN: 'https://portal.example' });

const changes = allContracts.filter(({ route }) => route && route.method !== 'GET');

const foreign: [string, Record<string, string>][] = [
  ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
  ['a neighbour', { 'sec-fetch-site': 'same-site', origin: 'https://blog.portal.example' }],
  ['another site in an old browser', { origin: 'https://evil.example' }],
  ['our own host over http', { origin: 'http://portal.example' }],
  ['an opaque page', { origin: 'null' }],
  ['nobody says where', {}],
  ['another site with a form', { 'sec-fetch-site': 'cross-site', 'content-type': 'text/plain' }],
  [
    'an old browser with a form',
    { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' },
  ],
];

describe('S21: a change by cookie', () => {
  const cases = changes.flatMap((contract) =>
    foreign.map(([from, headers]) => ({
      name: `${contract.subject} from ${from}`,
      contract,
      headers,
    })),
  );

  it.each(cases)('$name is refused', async ({ contract, headers }) => {
    const { cookie } = gateway.signedIn('manager').cookie;
    const answer = await gateway.fetch(contract.route!.method, pathOf(contract), {
      headers: { cookie, ...headers },
      body: '{}',
    });
    expect(answer).toMatchObject({ status: 403, json: { code: 'cross-site-request' } });
    expect(gateway.services.heard).toEqual([]);
  });

  it.each([
    ['the page itself', { 'sec-fetch-site': 'same-origin' }],
    ['the address bar', { 'sec-fetch-site': 'none' }],
    ['the portal in an old browser', { origin: 'https://portal.example' }],
    [
      'the portal beside the API',
      { 'sec-fetch-site': 'same-site', origin: 'https://portal.example' },
    ],
  ])('from %s is done', async (_name, headers: Record<string, string>) => {
    const { cookie } = gateway.signedIn().cookie;
    const answer = await gateway.fetch('DELETE', '/api/sessions/current', {
      headers: { cookie, ...headers },
    });
    expect(answer.status).toBe(200);
  });

  it('from our own host is done where the portal is not on https', async () => {
    const plain = await gateway.another({});
    const { cookie } = gateway.signedIn().cookie;
    const answer = await send('DELETE', `${plain.url}/api/sessions/current`, {
      headers: { cookie, origin: plain.url },
    });
    expect(answer.status).toBe(200);
  });
});

describe('what no other site can send', () => {
  it('a bearer needs no origin', async () => {
    const { bearer } = gateway.signedIn();
    for (const headers of [bearer, { ...bearer, origin: 'https://evil.example' }]) {
      const answer = await gateway.fetch('DELETE', '/api/sessions/current', { headers });
      expect(answer.status).not.toBe(403);
    }
  });

  it('reading by cookie needs none either', async () => {
    const { cookie } = gateway.signedIn().cookie;
    const answer = await gateway.fetch('GET', '/api/family', { headers: { cookie } });
    expect(answer.status).toBe(200);
  });

  it('another site cannot sign somebody in as somebody else', async () => {
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    const body = { organisation: 'zonnebloem', username: 'a', password: 'b' };
    const answer = await gateway.fetch('POST', '/api/sessions', { headers, body });
    expect(answer).toMatchObject({ status: 403, json: { code: 'cross-site-request' } });
  });

  it.each(changes.map((contract) => ({ name: contract.subject, contract })))(
    '$name takes nothing but JSON',
    async ({ contract }) => {
      const { bearer } = gateway.signedIn('manager');
      for (const type of [
        'application/x-www-form-urlencoded',
        'text/plain',
        'multipart/form-data',
        'x',
      ]) {
        const answer = await gateway.fetch(contract.route!.method, pathOf(contract), {
          headers: { ...bearer, 'content-type': type },
          body: 'a=b',
        });
        expect(answer).toMatchObject({ status: 415, json: { code: 'unsupported-media-type' } });
      }
    },
  );

  it('allows no other origin to read', async () => {
    const headers = { origin: 'https://evil.example' };
    const answer = await gateway.fetch('GET', '/api/openapi.json', { headers });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    const preflight = await gateway.fetch('OPTIONS', '/api/sessions', {
      headers: { ...headers, 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(405);
  });
});
