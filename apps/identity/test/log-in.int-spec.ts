import { describe, expect, it } from '@jest/globals';
import { identity, NOBODY } from '@ouderportaal/contracts';
import { anonymous, codeOf, problemOf } from '@ouderportaal/testing';
import { employee, family, guardian, PASSWORD, profile } from './support/builders.js';
import { identityApp } from './support/identity-app.js';

describe('signing in', () => {
  const app = identityApp();
  const { clock, request, sql } = app;

  const parent = guardian({ initialPassword: PASSWORD });
  const attempt = (slug: string, username: string, password = PASSWORD, clientAddress?: string) =>
    request(
      identity.sessions.logIn,
      anonymous,
      { organisation: slug, username, password },
      { clientAddress: clientAddress ?? null },
    );

  async function byEmail() {
    const organisation = await app.organisation();
    await app.importFamilies(organisation.slug, [family({ guardians: [parent] })]);
    return organisation;
  }

  async function byDebtorNumber() {
    const organisation = await app.organisation({
      profile: profile({ loginName: 'debtor-number' }),
      employees: [employee({ initialPassword: PASSWORD })],
    });
    await app.importFamilies(organisation.slug, [family({ guardians: [parent] })]);
    return organisation;
  }

  it('R10: needs the username and the password', async () => {
    const { slug } = await byEmail();

    const { person } = await attempt(slug, 'sam@ouders.example');
    expect(person).toMatchObject({
      role: 'parent',
      displayName: 'Sam Bedacht',
      language: 'nl',
      organisation: slug,
      organisationName: 'De Zonnebloem',
    });
    expect(await codeOf(attempt(slug, 'sam@ouders.example', 'something else'))).toBe(
      'login-failed',
    );
    expect(await codeOf(attempt(slug, 'somebody@ouders.example'))).toBe('login-failed');
  });

  it('R11, R234: the username is the debtor number where the organisation chose that', async () => {
    const { slug } = await byDebtorNumber();

    expect((await attempt(slug, 'd1')).person.role).toBe('parent');
    expect(await codeOf(attempt(slug, 'sam@ouders.example'))).toBe('login-failed');
  });

  it('R12, R234: the username is the e-mail address where the organisation chose that', async () => {
    const { slug } = await byEmail();

    expect((await attempt(slug, ' Sam@Ouders.Example ')).person.role).toBe('parent');
    expect(await codeOf(attempt(slug, 'D1'))).toBe('login-failed');
  });

  it('R13: both parents have a debtor number and an account of their own', async () => {
    const { slug } = await byDebtorNumber();
    const second = guardian({
      debtorNumber: 'D2',
      firstName: 'Kim',
      email: null,
      initialPassword: 'heel iets anders',
    });
    await app.importFamilies(slug, [family({ guardians: [parent, second] })]);

    expect((await attempt(slug, 'D1')).person.displayName).toBe('Sam Bedacht');
    expect((await attempt(slug, 'D2', 'heel iets anders')).person.displayName).toBe('Kim Bedacht');
  });

  it('an employee signs in with the e-mail address, whatever parents use', async () => {
    const { slug } = await byDebtorNumber();

    const { person } = await attempt(slug, 'noor@zonnebloem.example');
    expect(person).toMatchObject({ role: 'staff', displayName: 'Noor Verzonnen', language: 'nl' });
    expect(await codeOf(attempt(slug, 'E1'))).toBe('login-failed');
  });

  it('R234: when the organisation changes its mind, parents sign in the other way', async () => {
    const { slug } = await byEmail();
    await app.importFamilies(slug, [
      family({ guardians: [parent, guardian({ debtorNumber: 'D2', email: null })] }),
    ]);

    await app.importOrganisation(slug, { profile: profile({ loginName: 'debtor-number' }) });
    expect((await attempt(slug, 'D1')).person.role).toBe('parent');
    const withPassword = guardian({
      debtorNumber: 'D2',
      email: null,
      initialPassword: PASSWORD,
    });
    await app.importFamilies(slug, [family({ guardians: [parent, withPassword] })]);
    const { token } = await app.logIn(slug, 'D2');

    await app.importOrganisation(slug, { profile: profile({ loginName: 'e-mail' }) });
    expect((await attempt(slug, 'sam@ouders.example')).person.role).toBe('parent');
    expect(await codeOf(attempt(slug, 'D1'))).toBe('login-failed');
    expect(await codeOf(attempt(slug, 'D2'))).toBe('login-failed');
    expect(await app.resolve(token)).toBeNull();
  });

  it('R24: a parent whose e-mail address nobody knows has no account', async () => {
    const { slug, tenantId } = await app.organisation();
    const nameless = guardian({ email: null, initialPassword: PASSWORD });
    await app.importFamilies(slug, [family({ guardians: [nameless] })]);

    const accounts = await sql(
      'select from identity.account where tenant_id = $1 and guardian_id is not null',
      [tenantId],
    );
    expect(accounts).toEqual([]);
  });

  it('does not work for an account without a password yet, nor for an employee who left', async () => {
    const gone = employee({
      number: 'E2',
      email: 'gone@zonnebloem.example',
      isActive: false,
      initialPassword: PASSWORD,
    });
    const { slug } = await app.organisation({ employees: [employee(), gone] });

    expect(await codeOf(attempt(slug, 'noor@zonnebloem.example'))).toBe('login-failed');
    expect(await codeOf(attempt(slug, 'gone@zonnebloem.example'))).toBe('login-failed');
  });

  it('does not work at another organisation', async () => {
    await byEmail();
    const other = await app.organisation();

    expect(await codeOf(attempt(other.slug, 'sam@ouders.example'))).toBe('login-failed');
  });

  it('takes a password that was typed with combining accents', async () => {
    const { slug } = await app.organisation({
      employees: [employee({ initialPassword: 'caf\u00e9 au lait' })],
    });

    const { person } = await attempt(slug, 'noor@zonnebloem.example', 'cafe\u0301 au lait');
    expect(person.role).toBe('staff');
  });

  it('refuses a username with a control character as input', async () => {
    expect(await codeOf(attempt('zonnebloem', 'sam\u0000'))).toBe('invalid-input');
  });

  it('answers the same for a wrong password, an unknown name and an unknown organisation', async () => {
    const { slug } = await byEmail();
    const problems = await Promise.all([
      problemOf(attempt(slug, 'sam@ouders.example', 'wrong')),
      problemOf(attempt(slug, 'nobody@ouders.example', 'wrong')),
      problemOf(attempt('nowhere', 'sam@ouders.example', 'wrong')),
    ]);

    for (const { code, parameters, errors } of problems) {
      expect({ code, parameters, errors }).toEqual({
        code: 'login-failed',
        parameters: {},
        errors: [],
      });
    }
  });

  it('takes as long for an unknown name as for a wrong password', async () => {
    const { slug } = await byEmail();
    const timeOf = async (organisation: string, username: string) => {
      const startedAt = performance.now();
      await codeOf(attempt(organisation, username, 'wrong'));
      return performance.now() - startedAt;
    };
    const wrong: number[] = [];
    const unknown: number[] = [];
    const nowhere: number[] = [];
    // In turns, so that whatever else slows the machine down slows all of them down.
    for (let i = 0; i < 15; i += 1) {
      clock.advance({ minutes: 16 });
      wrong.push(await timeOf(slug, 'sam@ouders.example'));
      unknown.push(await timeOf(slug, 'nobody@ouders.example'));
      nowhere.push(await timeOf('nowhere', 'nobody@ouders.example'));
    }

    for (const times of [unknown, nowhere]) {
      expect(median(times) / median(wrong)).toBeGreaterThan(0.6);
      expect(median(times) / median(wrong)).toBeLessThan(1.7);
    }
  });

  it('stores passwords as Argon2id and neither passwords nor tokens in clear', async () => {
    const { slug, tenantId } = await byEmail();
    const { token } = await app.logIn(slug, 'sam@ouders.example');

    const [account] = await sql<{ password_hash: string }>(
      'select password_hash from identity.account where tenant_id = $1 and guardian_id is not null',
      [tenantId],
    );
    expect(account?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const [stored] = await sql<{ everything: string }>(
      `select (select json_agg(s) from identity.session s where tenant_id = $1)::text
         || (select json_agg(a) from identity.account a where tenant_id = $1)::text
         || (select json_agg(o) from identity.outbox o where tenant_id = $1)::text as everything`,
      [tenantId],
    );
    expect(stored?.everything).not.toContain(token);
    expect(stored?.everything).not.toContain(token.slice(23));
    expect(stored?.everything).not.toContain(PASSWORD);
  });

  it('gives a new token each time', async () => {
    const { slug, tenantId } = await byEmail();
    const one = await app.logIn(slug, 'sam@ouders.example');
    const other = await app.logIn(slug, 'sam@ouders.example');

    expect(one.token).not.toBe(other.token);
    expect(one.token).toMatch(/^[\w-]{66}$/);
    expect(one.actor).toMatchObject({ tenantId, personId: other.actor.personId, role: 'parent' });
    expect(one.actor.sessionId).not.toBe(other.actor.sessionId);
    expect(one.actor.personId).not.toBe(NOBODY);
  });
});

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
