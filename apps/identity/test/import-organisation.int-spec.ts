import { describe, expect, it } from '@jest/globals';
import { identity } from '@ouderportaal/contracts';
import {
  actor,
  anonymous,
  codeOf,
  gateway,
  newTenant,
  operator,
  problemOf,
} from '@ouderportaal/testing';
import {
  employee,
  family,
  featuresWith,
  group,
  guardian,
  location,
  PASSWORD,
  profile,
} from './support/builders.js';
import { identityApp } from './support/identity-app.js';

const { events } = identity;

describe('importing an organisation', () => {
  const app = identityApp();
  const { request, published, sql } = app;

  const tenantOf = async (slug: string) =>
    (await request(identity.organisations.resolve, gateway, { organisation: slug })).tenantId;

  /** What an import has to say of an organisation, and no more. */
  const bareProfile = (): identity.OrganisationProfile => {
    const { name, language, timeZone, loginName, branding, portalUrl } = profile();
    return { name, language, timeZone, loginName, branding, portalUrl };
  };

  it('makes a new one with everything in it, and tells the other services', async () => {
    const slug = app.newSlug();
    const outcome = await app.importOrganisation(slug);
    const tenantId = (await tenantOf(slug))!;

    expect(outcome).toEqual({
      changes: [
        { kind: 'organisation', number: slug, change: 'created', fields: [], caution: null },
        { kind: 'location', number: 'L1', change: 'created', fields: [], caution: null },
        { kind: 'group', number: 'G1', change: 'created', fields: [], caution: null },
        { kind: 'employee', number: 'E1', change: 'created', fields: [], caution: null },
      ],
      unchanged: 0,
    });
    const { name, language, timeZone, branding, portalUrl } = profile();
    expect(await published(events.organisationRecorded, tenantId)).toEqual([
      { slug, name, language, timeZone, branding, portalUrl },
    ]);
    const [place] = await published(events.locationRecorded, tenantId);
    expect(place).toMatchObject({ code: 'L1', name: 'Tuinhuis' });
    const [egeltjes] = await published(events.groupRecorded, tenantId);
    expect(egeltjes).toMatchObject({
      locationId: place?.locationId,
      code: 'G1',
      name: 'Egeltjes',
      careType: 'day-care',
    });
    expect(await published(events.employeeRecorded, tenantId)).toEqual([
      {
        employeeId: await app.idOf('employee', { slug, tenantId }, 'E1'),
        role: 'staff',
        groupIds: [egeltjes?.groupId],
        isActive: true,
      },
    ]);
  });

  it('changes nothing and tells nobody the second time', async () => {
    const first = employee({ initialPassword: PASSWORD });
    const { slug, tenantId } = await app.organisation({ employees: [first] });
    const before = await eventCount(tenantId);

    expect(await app.importOrganisation(slug, { employees: [first] })).toEqual({
      changes: [],
      unchanged: 4,
    });
    expect(await eventCount(tenantId)).toBe(before);
  });

  it('R232: leaves what is left out as it is, switch by switch', async () => {
    const { slug } = await app.organisation({
      profile: profile({
        addressForm: 'je',
        features: featuresWith('credits', 'diary'),
        contact: { phone: '000-1', email: 'info@zon.example', address: null },
      }),
    });
    const sent = { ...bareProfile(), features: { credits: false }, contact: { phone: null } };

    const { changes } = await app.importOrganisation(slug, { profile: sent });

    expect(changes).toMatchObject([{ change: 'updated', fields: ['contact', 'features'] }]);
    const shown = await request(identity.organisations.get, anonymous, { organisation: slug });
    expect(shown).toMatchObject({
      addressForm: 'je',
      languages: ['nl', 'en'],
      contact: { phone: null, email: 'info@zon.example', address: null },
      features: featuresWith('diary'),
    });
  });

  it('begins with u, both languages and everything off where the import says nothing', async () => {
    const slug = app.newSlug();
    await app.importOrganisation(slug, { profile: bareProfile() });

    const shown = await request(identity.organisations.get, anonymous, { organisation: slug });
    expect(shown).toMatchObject({ ...profile(), slug });
  });

  it.each([
    ['without its own', ['en' as const]],
    ['twice the same', ['nl' as const, 'nl' as const]],
  ])('refuses languages: %s', async (_case, languages) => {
    const refused = app.importOrganisation(app.newSlug(), { profile: profile({ languages }) });
    expect(await problemOf(refused)).toMatchObject({
      code: 'import-invalid',
      errors: [{ path: ['profile', 'languages'] }],
    });
  });

  it('changes what differs, one event for each row, and leaves the rest', async () => {
    const { slug, tenantId } = await app.organisation({
      locations: [location(), location({ code: 'L2', name: 'Bos' })],
      groups: [group(), group({ code: 'G2', name: 'Mussen' })],
    });
    const outcome = await app.importOrganisation(slug, {
      profile: profile({ name: 'De Zon', language: 'en' }),
      locations: [location({ phone: '010 000 00 00' })],
      groups: [group({ location: 'L2' })],
      employees: [employee({ groups: ['G2'] })],
    });

    expect(outcome).toEqual({
      changes: [
        {
          kind: 'organisation',
          number: slug,
          change: 'updated',
          fields: ['name', 'language'],
          caution: null,
        },
        { kind: 'location', number: 'L1', change: 'updated', fields: ['phone'], caution: null },
        { kind: 'group', number: 'G1', change: 'updated', fields: ['location'], caution: null },
        { kind: 'employee', number: 'E1', change: 'updated', fields: ['groups'], caution: null },
      ],
      unchanged: 0,
    });
    const [, egeltjes] = await published(events.groupRecorded, tenantId);
    const groups = await published(events.groupRecorded, tenantId);
    const locations = await published(events.locationRecorded, tenantId);
    expect(locations).toHaveLength(3);
    expect(groups[2]).toEqual({
      ...groups[0],
      locationId: locations.find(({ code }) => code === 'L2')?.locationId,
    });
    const employees = await published(events.employeeRecorded, tenantId);
    expect(employees[1]).toMatchObject({ groupIds: [egeltjes?.groupId] });
    expect(employees).toHaveLength(2);
  });

  it('only looks in a dry run: of a new organisation', async () => {
    const slug = app.newSlug();
    const outcome = await app.importOrganisation(slug, { dryRun: true });

    expect(outcome.changes.map(({ change }) => change)).toEqual([
      'created',
      'created',
      'created',
      'created',
    ]);
    expect(await tenantOf(slug)).toBeNull();
    const broken = { dryRun: true, groups: [group({ location: 'L9' })] };
    expect(await codeOf(app.importOrganisation(slug, broken))).toBe('import-invalid');
  });

  it('only looks in a dry run: of one that is there', async () => {
    const { slug, tenantId } = await app.organisation();
    const before = await eventCount(tenantId);
    const changed = { employees: [employee({ lastName: 'Anders', initialPassword: PASSWORD })] };

    const looked = await app.importOrganisation(slug, { ...changed, dryRun: true });
    expect(looked.changes).toEqual([
      {
        kind: 'employee',
        number: 'E1',
        change: 'updated',
        fields: ['lastName', 'initialPassword'],
        caution: null,
      },
    ]);
    expect(await eventCount(tenantId)).toBe(before);
    expect(await app.importOrganisation(slug, changed)).toEqual(looked);
  });

  it('sets a first password where there is none, and never another one', async () => {
    const { slug } = await app.organisation();
    const withPassword = (initialPassword: string) =>
      app.importOrganisation(slug, { employees: [employee({ initialPassword })] });

    await withPassword(PASSWORD);
    expect((await withPassword('een heel ander wachtwoord')).changes).toEqual([]);

    const { actor: signedIn } = await app.logIn(slug, 'noor@zonnebloem.example');
    expect(signedIn.role).toBe('staff');
    const wrong = app.logIn(slug, 'noor@zonnebloem.example', {
      password: 'een heel ander wachtwoord',
    });
    expect(await codeOf(wrong)).toBe('login-failed');
  });

  it('is refused as a whole, with everything that is wrong and where', async () => {
    const slug = app.newSlug();
    const problem = await problemOf(
      app.importOrganisation(slug, {
        locations: [location(), location({ name: 'Nog een' })],
        groups: [group(), group({ code: 'G1' }), group({ code: 'G2', location: 'L9' })],
        employees: [
          employee({ groups: ['G1', 'G9'] }),
          employee({ email: 'two@zonnebloem.example' }),
          employee({ number: 'E3' }),
        ],
      }),
    );

    expect(problem.code).toBe('import-invalid');
    expect(problem.errors).toEqual([
      { path: ['locations', 1, 'code'], message: 'L1 is in this import more than once' },
      { path: ['groups', 1, 'code'], message: 'G1 is in this import more than once' },
      { path: ['employees', 1, 'number'], message: 'E1 is in this import more than once' },
      { path: ['groups', 2, 'location'], message: 'There is no location L9' },
      { path: ['employees', 0, 'groups', 1], message: 'There is no group G9' },
      {
        path: ['employees', 2, 'email'],
        message:
          'This e-mail address belongs to employee E1 already, and an address is for one account: give this employee an own address',
      },
    ]);
    expect(await tenantOf(slug)).toBeNull();
  });

  it('R22: refuses an employee with the address of a parent', async () => {
    const { slug } = await app.organisation();
    await app.importFamilies(slug, [family({ guardians: [guardian()] })]);

    const problem = await problemOf(
      app.importOrganisation(slug, { employees: [employee({ email: 'sam@ouders.example' })] }),
    );
    expect(problem.errors).toMatchObject([{ path: ['employees', 0, 'email'] }]);
  });

  it('lets two employees swap their addresses', async () => {
    const a = employee({ number: 'E1', email: 'a@zonnebloem.example' });
    const b = employee({ number: 'E2', email: 'b@zonnebloem.example' });
    const { slug, tenantId } = await app.organisation({ employees: [a, b] });

    await app.importOrganisation(slug, {
      employees: [
        { ...a, email: b.email },
        { ...b, email: a.email },
      ],
    });

    const rows = await sql(
      `select e.number, a.email, a.username from identity.account a
       join identity.employee e on e.id = a.employee_id where a.tenant_id = $1 order by 1`,
      [tenantId],
    );
    expect(rows).toEqual([
      { number: 'E1', email: b.email, username: b.email },
      { number: 'E2', email: a.email, username: a.email },
    ]);
  });

  it('uses the same codes and addresses at another organisation freely', async () => {
    const one = await app.organisation();
    const other = await app.organisation();

    expect(one.tenantId).not.toBe(other.tenantId);
    expect(await published(events.employeeRecorded, other.tenantId)).toHaveLength(1);
  });

  it('makes one organisation, however many begin at once', async () => {
    const slug = app.newSlug();
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () =>
        app.importOrganisation(slug, { employees: [employee({ initialPassword: PASSWORD })] }),
      ),
    );

    const tenantId = (await tenantOf(slug))!;
    expect(outcomes.filter(({ changes }) => changes.length > 0)).toHaveLength(1);
    expect(await published(events.organisationRecorded, tenantId)).toHaveLength(1);
    expect(await sql('select from identity.organisation where slug = $1', [slug])).toHaveLength(1);
  });

  it('is for an operator of this organisation', async () => {
    const { slug, tenantId } = await app.organisation();

    expect((await app.importOrganisation(slug, {}, operator(tenantId))).changes).toEqual([]);
    const elsewhere = app.importOrganisation(slug, {}, operator(newTenant()));
    expect(await codeOf(elsewhere)).toBe('not-found');
    const manager = app.importOrganisation(slug, {}, actor('manager', tenantId));
    expect(await codeOf(manager)).toBe('not-allowed');
  });

  async function eventCount(tenantId: string): Promise<number> {
    return (await sql('select from identity.outbox where tenant_id = $1', [tenantId])).length;
  }
});
