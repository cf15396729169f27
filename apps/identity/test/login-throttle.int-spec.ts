import { describe, expect, it } from '@jest/globals';
import { identity } from '@ouderportaal/contracts';
import { anonymous, codeOf, problemOf } from '@ouderportaal/testing';
import { LoginThrottleJobs } from '../src/sessions/login-throttle.jobs.js';
import { family, guardian, PASSWORD } from './support/builders.js';
import { identityApp } from './support/identity-app.js';

const KNOWN = 'sam@ouders.example';

describe('guessing passwords', () => {
  const app = identityApp();
  const { clock, request, sql } = app;

  async function organisation(): Promise<string> {
    const { slug } = await app.organisation();
    const parent = guardian({ email: KNOWN, initialPassword: PASSWORD });
    await app.importFamilies(slug, [family({ guardians: [parent] })]);
    return slug;
  }

  const attempt = (
    slug: string,
    username: string,
    { password = 'wrong', from }: { password?: string; from?: string } = {},
  ) =>
    request(
      identity.sessions.logIn,
      anonymous,
      { organisation: slug, username, password },
      { clientAddress: from ?? null },
    );

  const guess = (slug: string, username: string, from?: string) =>
    codeOf(attempt(slug, username, { from }));

  const guesses = async (times: number, one: (i: number) => Promise<string>) => {
    const codes = await Promise.all(Array.from({ length: times }, (_, i) => one(i)));
    return {
      failed: codes.filter((code) => code === 'login-failed').length,
      refused: codes.filter((code) => code === 'too-many-attempts').length,
    };
  };

  it('stops after ten for one account, also when 64 come at once', async () => {
    const slug = await organisation();

    expect(await guesses(64, () => guess(slug, KNOWN))).toEqual({ failed: 10, refused: 54 });
    expect(await codeOf(attempt(slug, KNOWN, { password: PASSWORD }))).toBe('too-many-attempts');
  });

  it('looks the same for an account that does not exist', async () => {
    const slug = await organisation();

    expect(await guesses(64, () => guess(slug, 'nobody@ouders.example'))).toEqual({
      failed: 10,
      refused: 54,
    });
    const problem = await problemOf(attempt(slug, 'NOBODY@ouders.example'));
    expect(problem.parameters).toEqual({ seconds: 900 });
    expect(await guesses(12, () => guess('nowhere', KNOWN))).toEqual({ failed: 10, refused: 2 });
  });

  it('says how long to wait, and lets the parent in after that', async () => {
    const slug = await organisation();
    await guesses(10, () => guess(slug, KNOWN));
    clock.advance({ minutes: 5 });

    const problem = await problemOf(attempt(slug, KNOWN, { password: PASSWORD }));
    expect(problem).toMatchObject({ code: 'too-many-attempts', parameters: { seconds: 600 } });

    clock.advance({ minutes: 10 });
    const { person } = await attempt(slug, KNOWN, { password: PASSWORD });
    expect(person.role).toBe('parent');
  });

  it('does not count for the account any more once the parent signed in', async () => {
    const slug = await organisation();
    for (let round = 0; round < 3; round += 1) {
      expect(await guesses(9, () => guess(slug, KNOWN))).toEqual({ failed: 9, refused: 0 });
      await attempt(slug, KNOWN, { password: PASSWORD });
    }
  });

  it('does not stop others of the organisation, nor the same name elsewhere', async () => {
    const slug = await organisation();
    const other = await organisation();
    await guesses(11, () => guess(slug, KNOWN));

    expect(await guess(slug, 'other@ouders.example')).toBe('login-failed');
    expect((await attempt(other, KNOWN, { password: PASSWORD })).person.role).toBe('parent');
  });

  it('stops after a hundred from one address, whatever names are tried', async () => {
    const slug = await organisation();
    const from = '192.0.2.1';

    const first = await guesses(60, (i) => guess(slug, `p${i}@ouders.example`, from));
    const second = await guesses(60, (i) => guess(slug, `q${i}@ouders.example`, `::ffff:${from}`));
    expect(first).toEqual({ failed: 60, refused: 0 });
    expect(second).toEqual({ failed: 40, refused: 20 });
    const right = { password: PASSWORD, from };
    expect(await codeOf(attempt(slug, KNOWN, right))).toBe('too-many-attempts');
    const elsewhere = { password: PASSWORD, from: '192.0.2.2' };
    expect((await attempt(slug, KNOWN, elsewhere)).person.role).toBe('parent');
  });

  it('counts the addresses of one IPv6 network together', async () => {
    const slug = await organisation();

    await guesses(60, (i) => guess(slug, `p${i}@ouders.example`, `2001:db8:0:7::${i + 1}`));
    const more = await guesses(60, (i) =>
      guess(slug, `q${i}@ouders.example`, `2001:db8:0:7:${i}::`),
    );
    expect(more).toEqual({ failed: 40, refused: 20 });
    expect(await guess(slug, KNOWN, '2001:db8:0:8::1')).toBe('login-failed');
  });

  it('gets no new tries from an address by signing in to an own account in between', async () => {
    const slug = await organisation();
    const from = '192.0.2.3';
    await guesses(60, (i) => guess(slug, `p${i}@ouders.example`, from));
    await attempt(slug, KNOWN, { password: PASSWORD, from });

    const more = await guesses(60, (i) => guess(slug, `q${i}@ouders.example`, from));
    expect(more).toEqual({ failed: 40, refused: 20 });
  });

  it('lets any number of people sign in from one building', async () => {
    const slug = await organisation();
    const from = '192.0.2.4';
    await guesses(99, (i) => guess(slug, `p${i}@ouders.example`, from));

    for (let i = 0; i < 5; i += 1) {
      const { person } = await attempt(slug, KNOWN, { password: PASSWORD, from });
      expect(person.role).toBe('parent');
    }
  });

  it('keeps neither names nor addresses, and forgets the counts when the period is over', async () => {
    const slug = await organisation();
    await guess(slug, 'trace@ouders.example', '192.0.2.5');
    const rows = await sql<{ everything: string }>(
      'select json_agg(t)::text as everything from identity.login_throttle t',
    );
    expect(rows[0]?.everything).not.toMatch(/trace|192\.0/);

    clock.advance({ minutes: 14 });
    await guess(slug, KNOWN);
    clock.advance({ minutes: 2 });
    await app.get(LoginThrottleJobs).forget();
    expect(await sql('select from identity.login_throttle')).toHaveLength(1);
  });
});
