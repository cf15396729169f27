import { describe, expect, it } from '@jest/globals';
import { identity } from '@ouderportaal/contracts';
import { until } from '@ouderportaal/testing';
import { gatewayUnderTest, send, type SignedIn } from './support/gateway-under-test.js';

const gateway = gatewayUnderTest({ PERSON_RATE: '5', ADDRESS_RATE: '10' });

async function statusesOf(count: number, ask: (i: number) => Promise<{ status: number }>) {
  const statuses: number[] = [];
  for (let i = 0; i < count; i++) statuses.push((await ask(i)).status);
  return statuses;
}

/** Every test begins with full buckets. */
const rest = () => gateway.clock.advance({ seconds: 60 });

describe('S28: too many requests', () => {
  it('of one person are refused, with when to come back', async () => {
    rest();
    const { bearer } = gateway.signedIn();
    const ask = () => gateway.fetch('GET', '/api/family', { headers: bearer });
    expect(await statusesOf(5, ask)).toEqual([200, 200, 200, 200, 200]);
    const refused = await ask();
    expect(refused).toMatchObject({ status: 429, json: { code: 'too-many-requests' } });
    expect(refused.headers.get('retry-after')).toBe('2');
    expect(refused.json['detail']).toContain('2 seconds');
    gateway.clock.advance({ seconds: 2 });
    expect((await ask()).status).toBe(200);
    expect((await ask()).status).toBe(429);
  });

  it('of one person do not touch another, whatever the address', async () => {
    rest();
    const [one, other] = [gateway.signedIn(), gateway.signedIn()];
    const ask = (headers: Record<string, string>) => () =>
      gateway.fetch('GET', '/api/family', { headers });
    expect((await statusesOf(6, ask(one.bearer))).at(-1)).toBe(429);
    expect((await statusesOf(5, ask(other.bearer))).at(-1)).toBe(200);
  });

  it('S40: of nobody are counted by address, and X-Forwarded-For changes nothing', async () => {
    rest();
    const ask = (i: number) =>
      gateway.fetch('GET', '/api/organisations/zonnebloem', {
        headers: { 'x-forwarded-for': `192.0.2.${i}`, forwarded: `for=192.0.2.${i}` },
      });
    const statuses = await statusesOf(12, ask);
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(statuses.slice(10)).toEqual([429, 429]);
    const heard = gateway.services.asked(identity.organisations.get);
    expect(new Set(heard.map(({ clientAddress }) => clientAddress))).toEqual(
      new Set(['127.0.0.1']),
    );
    expect((await gateway.fetch('GET', '/health/live')).status).toBe(200);
  });

  it('with guessed tokens are counted by address, and soon not even asked about', async () => {
    rest();
    const ask = (i: number) =>
      gateway.fetch('GET', '/api/family', {
        headers: { authorization: `Bearer guess-guess-guess-guess-${i}` },
      });
    const statuses = await statusesOf(12, ask);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);
    expect(gateway.services.asked(identity.sessions.resolve)).toHaveLength(10);
  });

  it('for what is public are counted by address too, whatever is sent along', async () => {
    rest();
    const ask = (i: number) =>
      gateway.fetch('GET', '/api/problems/internal', {
        headers: i % 2 ? { authorization: `Bearer guess-guess-guess-guess-${i}` } : {},
      });
    expect((await statusesOf(11, ask)).slice(9)).toEqual([200, 429]);
  });

  it('behind a trusted proxy are counted by the address that the proxy saw', async () => {
    const behind = await gateway.another({
      TRUSTED_PROXIES: '127.0.0.1/32, ::1',
      ADDRESS_RATE: '1',
    });
    const ask = (forwarded: string) =>
      send('GET', `${behind.url}/api/organisations/zonnebloem`, {
        headers: { 'x-forwarded-for': forwarded },
      });
    expect((await ask('198.51.100.1')).status).toBe(200);
    expect((await ask('203.0.113.9, 198.51.100.2')).status).toBe(200);
    expect((await ask('192.0.2.66, 198.51.100.2')).status).toBe(429);
    expect((await ask('2001:db8:1:2::1')).status).toBe(200);
    expect((await ask('2001:db8:1:2:ffff::2')).status).toBe(429);
    const heard = gateway.services.asked(identity.organisations.get);
    expect(heard.map(({ clientAddress }) => clientAddress)).toEqual([
      '198.51.100.1',
      '198.51.100.2',
      '2001:db8:1:2::1',
    ]);
  });

  it('of one organisation are refused, while another one’s go through', async () => {
    const small = await gateway.another({ PERSON_RATE: '8', TENANT_RATE: '20' });
    const crowd = Array.from({ length: 5 }, () => gateway.signedIn('parent', 'one'));
    const other = gateway.signedIn('parent', 'another');
    const ask = ({ bearer }: SignedIn) =>
      send('GET', `${small.url}/api/family`, { headers: bearer });

    const flood = crowd.flatMap((person) => Array.from({ length: 10 }, () => ask(person)));
    const calm = Array.from({ length: 8 }, () => ask(other));
    const answers = await Promise.all(flood);

    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(20);
    expect(refused).toHaveLength(30);
    for (const { headers } of refused) expect(headers.get('retry-after')).toMatch(/^[12]$/);
    expect((await Promise.all(calm)).map(({ status }) => status)).toEqual(Array(8).fill(200));
  });

  it('of a person who floods take nothing from the organisation', async () => {
    const small = await gateway.another({ PERSON_RATE: '5', TENANT_RATE: '12' });
    const [flooding, colleague] = [
      gateway.signedIn('staff', 'shared'),
      gateway.signedIn('staff', 'shared'),
    ];
    const ask = ({ bearer }: SignedIn) =>
      send('GET', `${small.url}/api/groups`, { headers: bearer });
    expect((await statusesOf(30, () => ask(flooding))).filter((one) => one === 429)).toHaveLength(
      25,
    );
    expect(await statusesOf(5, () => ask(colleague))).toEqual(Array(5).fill(200));
  });
});

describe('S28: requests at the same moment', () => {
  /** Nobody is answered until the test says so. */
  const holding = () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    gateway.services.answer(identity.families.mine, async () => {
      await held;
      return {};
    });
    return release;
  };
  const family = (url: string, headers: Record<string, string>) =>
    send('GET', `${url}/api/family`, { headers });

  it.each([
    ['person', { PERSON_AT_ONCE: '3' }],
    ['organisation', { TENANT_AT_ONCE: '3' }],
  ])('are bounded for one %s, and for nobody else', async (kind, settings) => {
    const small = await gateway.another(settings);
    const release = holding();
    const one = gateway.signedIn('parent', `${kind} that floods`);
    const people =
      kind === 'person'
        ? Array.from({ length: 5 }, () => one)
        : Array.from({ length: 5 }, () => gateway.signedIn('parent', `${kind} that floods`));
    const open = people.map(({ bearer }) => family(small.url, bearer));
    const first = await Promise.race(open);
    expect(first).toMatchObject({ status: 429, json: { code: 'too-many-requests' } });
    expect(first.headers.get('retry-after')).toBe('1');

    const other = gateway.signedIn('parent', `${kind} that waits`);
    const calm = family(small.url, other.bearer);
    await until('the four to be asked', async () => {
      return gateway.services.asked(identity.families.mine).length === 4;
    });
    release();

    const statuses = (await Promise.all(open)).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([200, 200, 200, 429, 429]);
    expect((await calm).status).toBe(200);
    expect((await family(small.url, one.bearer)).status).toBe(200);
  });

  it('are bounded for one address without a session', async () => {
    const small = await gateway.another({ ADDRESS_AT_ONCE: '2' });
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    gateway.services.answer(identity.organisations.get, async () => {
      await held;
      return {};
    });
    const ask = () => send('GET', `${small.url}/api/organisations/zonnebloem`);
    const open = [ask(), ask(), ask()];
    expect((await Promise.race(open)).status).toBe(429);
    release();
    const statuses = (await Promise.all(open)).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([200, 200, 429]);
    expect((await ask()).status).toBe(200);
  });

  it('that the client gave up leave their place', async () => {
    const small = await gateway.another({ PERSON_AT_ONCE: '1' });
    const release = holding();
    const { bearer } = gateway.signedIn();
    const impatient = new AbortController();
    const given = fetch(`${small.url}/api/family`, { headers: bearer, signal: impatient.signal });
    await until('it to be asked', async () => {
      return gateway.services.asked(identity.families.mine).length === 1;
    });
    impatient.abort();
    await expect(given).rejects.toThrow();
    release();
    await until('the place to be free', async () => {
      return (await family(small.url, bearer)).status === 200;
    });
  });
});
