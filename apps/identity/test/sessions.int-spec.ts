import { describe, expect, it } from '@jest/globals';
import { type Actor, identity } from '@ouderportaal/contracts';
import { actor as somebody, codeOf, statementsOf } from '@ouderportaal/testing';
import { employee, family, guardian, PASSWORD } from './support/builders.js';
import { identityApp, proofOf } from './support/identity-app.js';

const PARENT = 'sam@ouders.example';
const EMPLOYEE = 'noor@zonnebloem.example';

describe('sessions', () => {
  const app = identityApp();
  const { clock, request } = app;
  const noor = employee({ initialPassword: PASSWORD });

  async function organisation() {
    const made = await app.organisation({ employees: [noor] });
    await app.importFamilies(made.slug, [
      family({ guardians: [guardian({ email: PARENT, initialPassword: PASSWORD })] }),
    ]);
    return made;
  }

  const list = (actor: Actor) => request(identity.sessions.list, actor, {});

  /** Ids that gateways were told to forget while something was done. */
  async function forgotten(work: () => Promise<unknown>): Promise<string[]> {
    const heard: string[] = [];
    const subscription = app.connection().subscribe(identity.SESSIONS_ENDED, {
      callback: (_error, message) => {
        heard.push(...identity.SessionsEnded.parse(message.json()).sessionIds);
      },
    });
    await app.connection().flush();
    await work();
    // The answer came over the same connection, after the broadcast: nothing is waited for.
    subscription.unsubscribe();
    return heard;
  }

  it('tells who is signed in', async () => {
    const { slug } = await organisation();
    const { actor } = await app.logIn(slug, EMPLOYEE);

    expect(await request(identity.sessions.current, actor, {})).toEqual({
      personId: actor.personId,
      role: 'staff',
      displayName: 'Noor Verzonnen',
      language: 'nl',
      organisation: slug,
      organisationName: 'De Zonnebloem',
    });
  });

  it('asks the database as often for eleven sessions of a person as for one', async () => {
    const { slug } = await organisation();
    const { actor } = await app.logIn(slug, PARENT);
    const one = await statementsOf(() => list(actor));
    for (let count = 0; count < 10; count += 1) await app.logIn(slug, PARENT);

    expect(await statementsOf(() => list(actor))).toBe(one);
    expect(one).toBeLessThanOrEqual(4);
  });

  it('lists where a person is signed in, newest first', async () => {
    const { slug } = await organisation();
    const phone = await app.logIn(slug, PARENT, { deviceName: 'Phone' });
    clock.advance({ minutes: 1 });
    const laptop = await app.logIn(slug, PARENT);

    expect(await list(phone.actor)).toEqual([
      {
        sessionId: laptop.actor.sessionId,
        deviceName: null,
        startedAt: '2026-03-02T09:01:00.000Z',
        lastUsedAt: '2026-03-02T09:01:00.000Z',
        isCurrent: false,
      },
      {
        sessionId: phone.actor.sessionId,
        deviceName: 'Phone',
        startedAt: '2026-03-02T09:00:00.000Z',
        lastUsedAt: '2026-03-02T09:00:00.000Z',
        isCurrent: true,
      },
    ]);
  });

  it('ends where somebody signs out, and tells the gateways', async () => {
    const { slug } = await organisation();
    const phone = await app.logIn(slug, PARENT);
    const laptop = await app.logIn(slug, PARENT);

    const told = await forgotten(() => request(identity.sessions.logOut, phone.actor, {}));

    expect(told).toEqual([phone.actor.sessionId]);
    expect(await app.resolve(phone.token)).toBeNull();
    expect(await app.resolve(laptop.token)).toEqual(laptop.actor);
    expect(await list(laptop.actor)).toHaveLength(1);
  });

  it('can be ended from another device, twice without harm', async () => {
    const { slug } = await organisation();
    const phone = await app.logIn(slug, PARENT);
    const laptop = await app.logIn(slug, PARENT);
    const end = () =>
      request(identity.sessions.end, laptop.actor, { sessionId: phone.actor.sessionId });

    expect(await forgotten(end)).toEqual([phone.actor.sessionId]);
    expect(await end()).toEqual({ done: true });
    expect(await app.resolve(phone.token)).toBeNull();
  });

  it('of somebody else cannot be ended', async () => {
    const one = await organisation();
    const other = await organisation();
    const parent = await app.logIn(one.slug, PARENT);
    const colleague = await app.logIn(one.slug, EMPLOYEE);
    const stranger = await app.logIn(other.slug, PARENT);
    const { sessionId } = parent.actor;

    for (const { actor } of [colleague, stranger]) {
      expect(await codeOf(request(identity.sessions.end, actor, { sessionId }))).toBe('not-found');
    }
    const borrowed = { ...stranger.actor, personId: parent.actor.personId };
    expect(await codeOf(request(identity.sessions.end, borrowed, { sessionId }))).toBe('not-found');
    expect(await codeOf(request(identity.sessions.current, borrowed, {}))).toBe('not-found');
    expect(await app.resolve(parent.token)).toEqual(parent.actor);
  });

  it('all end when somebody signs out everywhere, and nobody else’s do', async () => {
    const { slug } = await organisation();
    const phone = await app.logIn(slug, PARENT);
    const laptop = await app.logIn(slug, PARENT);
    const colleague = await app.logIn(slug, EMPLOYEE);

    const told = await forgotten(() =>
      request(identity.sessions.logOutEverywhere, phone.actor, {}),
    );

    expect(told.toSorted()).toEqual([phone.actor.sessionId, laptop.actor.sessionId].toSorted());
    expect(await app.resolve(phone.token)).toBeNull();
    expect(await app.resolve(laptop.token)).toBeNull();
    expect(await app.resolve(colleague.token)).toEqual(colleague.actor);
  });

  it('of an employee end after half an hour without use, or twelve hours in all', async () => {
    const { slug } = await organisation();
    const forgottenOne = await app.logIn(slug, EMPLOYEE);
    const inUse = await app.logIn(slug, EMPLOYEE);
    for (let minutes = 0; minutes < 12 * 60 - 29; minutes += 29) {
      expect(await app.resolve(inUse.token)).toEqual(inUse.actor);
      clock.advance({ minutes: 29 });
    }

    expect(await app.resolve(forgottenOne.token)).toBeNull();
    expect(await app.resolve(inUse.token)).toEqual(inUse.actor);
    expect(await list(inUse.actor)).toHaveLength(1);
    clock.set('2026-03-02T21:00:00Z');
    expect(await app.resolve(inUse.token)).toBeNull();
  });

  it('of a parent end after thirty days without use, or ninety days in all', async () => {
    const { slug } = await organisation();
    const forgottenOne = await app.logIn(slug, PARENT);
    const inUse = await app.logIn(slug, PARENT);
    for (const day of ['2026-03-31', '2026-04-29', '2026-05-28']) {
      clock.set(day);
      expect(await app.resolve(inUse.token)).toEqual(inUse.actor);
    }

    expect(await app.resolve(forgottenOne.token)).toBeNull();
    clock.set('2026-05-31');
    expect(await app.resolve(inUse.token)).toBeNull();
  });

  it('write down that they are used, at most once a minute', async () => {
    const { slug } = await organisation();
    const { token, actor } = await app.logIn(slug, PARENT);
    const lastUsedAt = async () => (await list(actor))[0]?.lastUsedAt;

    clock.advance({ seconds: 59 });
    await app.resolve(token);
    expect(await lastUsedAt()).toBe('2026-03-02T09:00:00.000Z');
    clock.advance({ seconds: 1 });
    await app.resolve(token);
    expect(await lastUsedAt()).toBe('2026-03-02T09:01:00.000Z');
  });

  it('of an employee end when the employee leaves or gets another role', async () => {
    const { slug } = await organisation();
    const before = await app.logIn(slug, EMPLOYEE);

    const told = await forgotten(() =>
      app.importOrganisation(slug, {
        employees: [{ ...noor, role: 'manager' }],
        confirmRemovals: true,
      }),
    );
    expect(told).toEqual([before.actor.sessionId]);
    expect(await app.resolve(before.token)).toBeNull();

    const after = await app.logIn(slug, EMPLOYEE);
    expect(after.actor.role).toBe('manager');
    await app.importOrganisation(slug, {
      employees: [{ ...noor, role: 'manager', isActive: false }],
    });
    expect(await app.resolve(after.token)).toBeNull();
    expect(await codeOf(request(identity.sessions.current, after.actor, {}))).toBe('not-found');
  });

  it('of a parent end when the address to sign in with is taken away', async () => {
    const { slug } = await organisation();
    const { token } = await app.logIn(slug, PARENT);

    await app.importFamilies(slug, [family({ guardians: [guardian({ email: null })] })]);

    expect(await app.resolve(token)).toBeNull();
    expect(await codeOf(app.logIn(slug, PARENT))).toBe('login-failed');
  });

  it('are nobody’s for a token that is not ours, altered, or of another organisation', async () => {
    const one = await organisation();
    const other = await organisation();
    const { token } = await app.logIn(one.slug, PARENT);
    const elsewhere = await app.logIn(other.slug, PARENT);
    const altered = token.slice(0, -2) + (token.endsWith('AA') ? 'BB' : 'AA');

    for (const wrong of [
      'not-one-of-our-tokens',
      altered,
      elsewhere.token.slice(0, 23) + token.slice(23),
      `${'A'.repeat(22)}_${token.slice(23)}`,
    ]) {
      expect(await app.resolve(wrong)).toBeNull();
    }
  });

  it('cannot be listed by somebody without an account', async () => {
    const { tenantId } = await organisation();

    expect(await codeOf(list(somebody('parent', tenantId)))).toBe('not-found');
  });

  it('are only resolved for the gateway', async () => {
    const { slug } = await organisation();
    const { token, actor } = await app.logIn(slug, PARENT);

    expect(await codeOf(request(identity.sessions.resolve, actor, proofOf(token)))).toBe(
      'not-allowed',
    );
  });
});
