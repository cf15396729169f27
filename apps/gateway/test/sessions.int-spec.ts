import { describe, expect, it } from '@jest/globals';
import { DomainError, identity, NOBODY, planning } from '@ouderportaal/contracts';
import { newId } from '@ouderportaal/kernel';
import { until } from '@ouderportaal/testing';
import { started } from './support/fake-services.js';
import { gatewayUnderTest, send, type SignedIn } from './support/gateway-under-test.js';

const gateway = gatewayUnderTest();
const { sessions } = identity;

const credentials = { organisation: 'zonnebloem', username: '100001', password: 'correct horse' };

function willLogIn(token = `token-${newId()}`) {
  gateway.services.answer(sessions.logIn, () => started(token));
  return token;
}

describe('signing in', () => {
  it('S15: gives a token, and the same one as a cookie that only the browser can read', async () => {
    const token = willLogIn();
    const answer = await gateway.fetch('POST', '/api/sessions', { body: credentials });
    expect(answer).toMatchObject({ status: 201, json: { token } });
    expect(answer.headers.getSetCookie()).toEqual([
      `__Host-session=${token}; Path=/; Expires=Wed, 01 Apr 2026 09:00:00 GMT; HttpOnly; Secure; SameSite=Lax`,
    ]);
  });

  it('is asked by nobody, with the address it came from', async () => {
    willLogIn();
    await gateway.fetch('POST', '/api/sessions', { body: credentials });
    expect(gateway.services.asked(sessions.logIn)[0]).toMatchObject({
      actor: { role: 'anonymous', tenantId: NOBODY, personId: NOBODY },
      input: credentials,
      clientAddress: '127.0.0.1',
    });
  });

  it('sets no cookie when it fails, and logs neither name nor password', async () => {
    gateway.services.answer(sessions.logIn, () => {
      throw new DomainError('login-failed');
    });
    const answer = await gateway.fetch('POST', '/api/sessions', { body: credentials });
    expect(answer).toMatchObject({ status: 401, json: { code: 'login-failed' } });
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(JSON.stringify(gateway.log)).not.toMatch(/correct horse|100001/);
  });

  it('works again for a browser whose session has run out', async () => {
    willLogIn();
    const stale = {
      cookie: '__Host-session=token-that-ran-out-long-ago',
      'sec-fetch-site': 'none',
    };
    const answer = await gateway.fetch('POST', '/api/sessions', {
      headers: stale,
      body: credentials,
    });
    expect(answer.status).toBe(201);
    const page = await gateway.fetch('GET', '/api/organisations/zonnebloem', { headers: stale });
    expect(page.status).toBe(200);
  });
});

describe('a session', () => {
  it.each(['bearer', 'cookie'] as const)('works as %s', async (how) => {
    const person = gateway.signedIn('manager');
    const answer = await gateway.fetch('GET', '/api/sessions/current', { headers: person[how] });
    expect(answer.status).toBe(200);
    expect(gateway.services.asked(sessions.current)[0]?.actor).toEqual(person.actor);
  });

  it('as bearer goes before the cookie', async () => {
    const [one, other] = [gateway.signedIn(), gateway.signedIn()];
    const headers = { ...other.cookie, ...one.bearer };
    await gateway.fetch('GET', '/api/sessions/current', { headers });
    expect(gateway.services.asked(sessions.current)[0]?.actor).toEqual(one.actor);
  });

  it.each([
    ['no token', {}],
    ['an unknown token', { authorization: 'Bearer unknown-unknown-unknown' }],
    ['what cannot be a token', { authorization: 'Bearer short' }],
    ['a token as long as a book', { authorization: `Bearer ${'x'.repeat(5_000)}` }],
    ['an empty bearer', { authorization: 'Bearer ' }],
    ['a name and password', { authorization: 'Basic YTpi' }],
    ['an unknown cookie', { cookie: '__Host-session=unknown-unknown-unknown' }],
    ['the cookie of development', { cookie: 'session=unknown-unknown-unknown' }],
    ['cookies that are none', { cookie: ';;=;%zz=%zz;__Host-session' }],
  ])('is missing with %s', async (_name, headers: Record<string, string>) => {
    const answer = await gateway.fetch('GET', '/api/family', { headers });
    expect(answer).toMatchObject({ status: 401, json: { code: 'not-signed-in' } });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="ouderportaal"');
    expect(gateway.services.asked(identity.families.mine)).toEqual([]);
  });

  it('of the wrong role is told so', async () => {
    const { bearer } = gateway.signedIn('staff');
    const answer = await gateway.fetch('GET', '/api/calendar', { headers: bearer });
    expect(answer).toMatchObject({ status: 403, json: { code: 'not-allowed' } });
    expect(gateway.services.asked(planning.calendar.get)).toEqual([]);
  });

  it('is asked about once in five seconds', async () => {
    const { token, bearer } = gateway.signedIn();
    const family = () => gateway.fetch('GET', '/api/family', { headers: bearer });
    await Promise.all([family(), family(), family()]);
    gateway.clock.advance({ seconds: 4 });
    gateway.services.sessions.delete(token);
    expect((await family()).status).toBe(200);
    expect(gateway.services.asked(sessions.resolve)).toHaveLength(1);
    gateway.clock.advance({ seconds: 2 });
    expect((await family()).status).toBe(401);
  });

  it('S9: does not cross the bus with what it is proved by', async () => {
    const { token, bearer, cookie } = gateway.signedIn();

    await gateway.fetch('GET', '/api/family', { headers: bearer });
    await gateway.fetch('GET', '/api/family', { headers: cookie });

    expect(gateway.services.asked(sessions.resolve)).toHaveLength(1);
    expect(JSON.stringify(gateway.services.heard)).not.toContain(token);
  });

  it('that was unknown is known as soon as it is there', async () => {
    const { actor, token, bearer } = gateway.signedIn();
    gateway.services.sessions.delete(token);
    expect((await gateway.fetch('GET', '/api/family', { headers: bearer })).status).toBe(401);
    gateway.services.sessions.set(token, actor);
    expect((await gateway.fetch('GET', '/api/family', { headers: bearer })).status).toBe(200);
  });

  it('S32: that cannot be looked up lets nobody in', async () => {
    await gateway.services.disappear(sessions.resolve);
    const { bearer } = gateway.signedIn();
    const answer = await gateway.fetch('GET', '/api/family', { headers: bearer });
    expect(answer).toMatchObject({ status: 503, json: { code: 'service-unavailable' } });
    expect(gateway.services.asked(identity.families.mine)).toEqual([]);
  });
});

describe('S16: a session that ended', () => {
  it('is forgotten when identity says so', async () => {
    const { actor, bearer } = gateway.signedIn();
    const family = () => gateway.fetch('GET', '/api/family', { headers: bearer });
    expect((await family()).status).toBe(200);
    await gateway.services.endSessions(actor.sessionId);
    await until('the session to be forgotten', async () => (await family()).status === 401);
  });

  it('is not let in by an answer that identity gave before', async () => {
    const { actor, bearer } = gateway.signedIn();
    let asked = 0;
    gateway.services.answer(sessions.resolve, async () => {
      asked += 1;
      if (asked > 1) return { actor: null };
      await gateway.services.endSessions(actor.sessionId);
      return { actor };
    });
    const answer = await gateway.fetch('GET', '/api/family', { headers: bearer });
    expect(answer.status).toBe(401);
    expect(asked).toBe(2);
  });

  it.each([
    ['rubbish', 'not json'],
    ['an acknowledgement of the broker', '{"stream":"PLANNING_EVENTS","seq":7}'],
    ['somebody else’s words', '{"sessionIds":"all"}'],
  ])('is no session of whom %s speaks: nothing is forgotten', async (_name, said) => {
    const [mine, other] = [gateway.signedIn(), gateway.signedIn()];
    const statusOf = async ({ bearer }: SignedIn) =>
      (await gateway.fetch('GET', '/api/family', { headers: bearer })).status;
    await statusOf(mine);
    await statusOf(other);

    gateway.connection().publish('identity.broadcast.sessions-ended', said);
    // What follows on the same connection comes after it: once that is heard, so is this.
    await gateway.services.endSessions(other.actor.sessionId);
    await until('what followed to be heard', async () => (await statusOf(other)) === 401);

    gateway.services.heard.length = 0;
    expect(await statusOf(mine)).toBe(200);
    expect(gateway.services.asked(sessions.resolve)).toEqual([]);
    await gateway.services.endSessions(mine.actor.sessionId);
    await until('the session to be forgotten', async () => (await statusOf(mine)) === 401);
  });

  const gone =
    '__Host-session=; Max-Age=0; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Secure; SameSite=Lax';

  it.each([
    ['here', () => '/api/sessions/current'],
    ['everywhere', () => '/api/sessions'],
    ['by its own id', (sessionId: string) => `/api/sessions/${sessionId}`],
  ])('by signing out %s is gone before the answer', async (_name, pathOf) => {
    const { actor, token, cookie } = gateway.signedIn();
    expect((await gateway.fetch('GET', '/api/family', { headers: cookie })).status).toBe(200);
    const forget = () => {
      gateway.services.sessions.delete(token);
      return { done: true };
    };
    gateway.services.answer(sessions.logOut, forget);
    gateway.services.answer(sessions.end, forget);
    gateway.services.answer(sessions.logOutEverywhere, forget);

    const answer = await gateway.fetch('DELETE', pathOf(actor.sessionId), { headers: cookie });

    expect(answer).toMatchObject({ status: 200, json: { done: true } });
    expect(answer.headers.getSetCookie()).toEqual([gone]);
    expect((await gateway.fetch('GET', '/api/family', { headers: cookie })).status).toBe(401);
  });

  it('of another device leaves this one signed in', async () => {
    const { actor, cookie } = gateway.signedIn();
    const phone = gateway.signedIn();
    phone.actor.personId = actor.personId;
    await gateway.fetch('GET', '/api/family', { headers: phone.bearer });
    gateway.services.answer(sessions.end, () => {
      gateway.services.sessions.delete(phone.token);
      return { done: true };
    });
    const path = `/api/sessions/${phone.actor.sessionId}`;
    const answer = await gateway.fetch('DELETE', path, { headers: cookie });
    expect(answer.headers.getSetCookie()).toEqual([]);
    const statusOf = async (headers: Record<string, string>) =>
      (await gateway.fetch('GET', '/api/family', { headers })).status;
    expect(await statusOf(phone.bearer)).toBe(401);
    expect(await statusOf(cookie)).toBe(200);
  });

  it('everywhere is gone on every device', async () => {
    const { actor, cookie } = gateway.signedIn();
    const phone = gateway.signedIn();
    phone.actor.personId = actor.personId;
    await gateway.fetch('GET', '/api/family', { headers: phone.bearer });
    gateway.services.answer(sessions.logOutEverywhere, () => {
      gateway.services.sessions.clear();
      return { done: true };
    });
    await gateway.fetch('DELETE', '/api/sessions', { headers: cookie });
    const answer = await gateway.fetch('GET', '/api/family', { headers: phone.bearer });
    expect(answer.status).toBe(401);
  });

  it('stays when signing out failed', async () => {
    const { cookie } = gateway.signedIn();
    gateway.services.answer(sessions.logOut, () => {
      throw new DomainError('service-busy');
    });
    const answer = await gateway.fetch('DELETE', '/api/sessions/current', { headers: cookie });
    expect(answer.status).toBe(503);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });
});

describe('on a developer’s machine', () => {
  it('the cookie has another name and no Secure, over plain http from the machine itself', async () => {
    const local = await gateway.another({ NODE_ENV: 'development' });
    const token = willLogIn();
    const answer = await send('POST', `${local.url}/api/sessions`, { body: credentials });
    expect(answer.headers.getSetCookie()).toEqual([
      `session=${token}; Path=/; Expires=Wed, 01 Apr 2026 09:00:00 GMT; HttpOnly; SameSite=Lax`,
    ]);
    gateway.services.sessions.set(token, gateway.signedIn().actor);
    const family = await send('GET', `${local.url}/api/family`, {
      headers: { cookie: `session=${token}` },
    });
    expect(family.status).toBe(200);
  });

  it('but not behind a proxy that speaks https, or for another machine', async () => {
    const local = await gateway.another({ NODE_ENV: 'development', TRUSTED_PROXIES: '127.0.0.1' });
    willLogIn();
    const answer = await send('POST', `${local.url}/api/sessions`, {
      headers: { 'x-forwarded-proto': 'https' },
      body: credentials,
    });
    expect(answer.headers.getSetCookie()[0]).toMatch(/^__Host-session=.*; Secure;/);
  });
});
