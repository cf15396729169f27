import { describe, expect, it } from '@jest/globals';
import { continueTrace } from '@ouderportaal/bus';
import { type Actor, identity, planning } from '@ouderportaal/contracts';
import { CrossTenantPool, TenantDatabase, type Tx } from '@ouderportaal/database';
import { newId } from '@ouderportaal/kernel';
import { actor } from '@ouderportaal/testing';
import { CopiesRepository } from '../src/copies/copies.repository.js';
import { OrganisationsRepository } from '../src/copies/organisations.repository.js';
import { type GivenFamily, givenFamily } from './support/families.js';
import { givenEmployee, givenIdentity, givenOrganisation } from './support/organisations.js';
import { planningUnderTest } from './support/planning-under-test.js';

describe("what planning knows from identity's events", () => {
  const service = planningUnderTest();
  const { hear, request } = service;

  const inTransaction = <T>(tenantId: string, work: (tx: Tx) => Promise<T>) =>
    service.get(TenantDatabase).transaction({ tenantId, trace: continueTrace() }, work);
  const childrenOf = (guardian: Actor) =>
    inTransaction(guardian.tenantId, (tx) =>
      tx.query<{ firstName: string; access: identity.GuardianAccess }>(
        `select c.first_name as "firstName", s.access
         from guardianship s join child c on c.id = s.child_id
         where s.guardian_id = $1 and s.access <> 'none' order by c.first_name`,
        [guardian.personId],
      ),
    );
  const groupsOf = async (employee: Actor) =>
    (await request(planning.queue.groups, employee, {})).map(({ groupName }) => groupName);
  const record = (
    tenantId: string,
    { children }: GivenFamily,
    guardians: { guardianId: string; access: identity.GuardianAccess }[],
    firstName = 'Mila',
  ) =>
    hear(identity.events.childrenRecorded, tenantId, {
      children: children.map((child) => ({
        ...child,
        firstName,
        lastName: 'Testman',
        guardians,
      })),
    });

  it("is a guardian's children", async () => {
    const organisation = await givenIdentity(service);
    const family = await givenFamily(service, organisation, { children: ['Sem', 'Mila', 'Noor'] });
    expect((await childrenOf(family.guardian)).map(({ firstName }) => firstName)).toEqual([
      'Mila',
      'Noor',
      'Sem',
    ]);
  });

  it('R53: follows what each guardian may do for a child', async () => {
    const organisation = await givenIdentity(service);
    const family = await givenFamily(service, organisation, { guardians: ['full', 'full'] });
    const [one, other] = family.guardians;
    const access = async (guardian: Actor | undefined) =>
      (await childrenOf(guardian!)).map((child) => child.access);

    await record(organisation.tenantId, family, [
      { guardianId: one!.personId, access: 'full' },
      { guardianId: other!.personId, access: 'read-only' },
    ]);
    expect([await access(one), await access(other)]).toEqual([['full'], ['read-only']]);

    await record(organisation.tenantId, family, [
      { guardianId: one!.personId, access: 'none' },
      { guardianId: other!.personId, access: 'full' },
    ]);
    expect([await access(one), await access(other)]).toEqual([[], ['full']]);

    await record(organisation.tenantId, family, []);
    expect([await access(one), await access(other)]).toEqual([[], []]);
  });

  it('R53: follows what a release before this one said of whole families, with all they told', async () => {
    const organisation = await givenIdentity(service);
    const family = await givenFamily(service, organisation);
    const guardian = { guardianId: family.guardian.personId, access: 'read-only' as const };
    const child = { ...family.child, lastName: 'Testman', guardians: [guardian] };
    const asThen = { familyId: newId(), children: [{ ...child, bornOn: '2023-05-01' }] };
    await hear(identity.retiredEvents.familyRecorded, organisation.tenantId, {
      ...asThen,
      guardians: [],
    });
    expect(await childrenOf(family.guardian)).toEqual([{ firstName: 'Mila', access: 'read-only' }]);
  });

  it('does not give a child to a guardian with the same id in another organisation', async () => {
    const organisation = await givenIdentity(service);
    const { guardian } = await givenFamily(service, organisation);
    const elsewhere = await givenIdentity(service);
    expect(await childrenOf(actor('parent', elsewhere.tenantId, guardian.personId))).toEqual([]);
  });

  it('is the groups an employee works for: a manager all of them, a former employee none', async () => {
    const groups = [{ code: 'G1' }, { code: 'G2', location: 'L2' }, { code: 'G3' }];
    const organisation = await givenOrganisation(service, { groups });
    const [one, two] = organisation.groups;
    const nobody = { ...organisation, group: one! };
    await givenOrganisation(service);

    expect(await groupsOf(await givenEmployee(service, nobody, { groups: [two!, one!] }))).toEqual([
      'Groep G1',
      'Groep G2',
    ]);
    const manager = await givenEmployee(service, nobody, { role: 'manager', groups: [] });
    expect(await groupsOf(manager)).toEqual(['Groep G1', 'Groep G3', 'Groep G2']);
    const former = { role: 'manager', isActive: false } as const;
    expect(await groupsOf(await givenEmployee(service, nobody, former))).toEqual([]);
    expect(await groupsOf(actor('manager', organisation.tenantId))).toEqual([]);
  });

  it('follows an employee to another group', async () => {
    const groups = [{ code: 'G1' }, { code: 'G2' }, { code: 'G3' }];
    const organisation = await givenOrganisation(service, { groups });
    const [one, two, three] = organisation.groups;
    const employee = await givenEmployee(service, organisation, { groups: [one!, two!] });

    await hear(identity.events.employeeRecorded, organisation.tenantId, {
      employeeId: employee.personId,
      role: 'staff',
      groupIds: [two!.groupId, three!.groupId],
      isActive: true,
    });

    expect(await groupsOf(employee)).toEqual(['Groep G2', 'Groep G3']);
  });

  it('follows new names of groups and locations', async () => {
    const organisation = await givenOrganisation(service);
    const { tenantId, group } = organisation;
    const manager = await givenEmployee(service, organisation, { role: 'manager' });
    await hear(identity.events.locationRecorded, tenantId, {
      locationId: group.locationId,
      code: group.locationCode,
      name: 'De Beuk',
    });
    await hear(identity.events.groupRecorded, tenantId, {
      groupId: group.groupId,
      locationId: group.locationId,
      code: group.code,
      name: 'Eekhoorns',
      careType: 'preschool',
    });
    expect(await request(planning.queue.groups, manager, {})).toMatchObject([
      { groupName: 'Eekhoorns', locationName: 'De Beuk' },
    ]);
  });

  it('is every organisation with its time zone, for jobs', async () => {
    const { tenantId } = await givenIdentity(service, { timeZone: 'America/Curacao' });
    const all = await service.get(OrganisationsRepository).allTenants(service.get(CrossTenantPool));
    expect(all).toContainEqual({ tenantId, timeZone: 'America/Curacao' });
  });

  it('does not change when an older event comes late', async () => {
    const organisation = await givenOrganisation(service);
    const { tenantId, group, slug } = organisation;
    const family = await givenFamily(service, organisation, { guardians: ['none'] });
    const manager = await givenEmployee(service, organisation, { role: 'manager' });
    const staff = await givenEmployee(service, organisation, { isActive: false });
    const copies = service.get(CopiesRepository);
    const old = 0;

    await inTransaction(tenantId, async (tx) => {
      await service
        .get(OrganisationsRepository)
        .record(tx, { slug, name: 'Oud', language: 'en', timeZone: 'UTC' }, old);
      const { groupId, locationId, code, locationCode } = group;
      await copies.recordLocation(tx, { locationId, code: locationCode, name: 'Oud' }, old);
      const oldGroup = { groupId, locationId, code, name: 'Oud', careType: 'school' as const };
      await copies.recordGroup(tx, oldGroup, old);
      const employeeId = staff.personId;
      const working = { employeeId, role: 'staff' as const, groupIds: [groupId], isActive: true };
      await copies.recordEmployee(tx, working, old);
      await copies.recordChildren(tx, [
        {
          ...family.child,
          firstName: 'Oud',
          lastName: 'Oud',
          guardians: [{ guardianId: family.guardian.personId, access: 'full' }],
          asOf: old,
        },
      ]);
    });

    const known = await inTransaction(tenantId, (tx) =>
      service.get(OrganisationsRepository).get(tx),
    );
    expect(known).toMatchObject({ name: 'De Eik', language: 'nl', timeZone: 'Europe/Amsterdam' });
    expect(await request(planning.queue.groups, manager, {})).toMatchObject([
      { groupName: 'Groep G1', locationName: 'Locatie L1' },
    ]);
    expect(await groupsOf(staff)).toEqual([]);
    expect(await childrenOf(family.guardian)).toEqual([]);
  });
});
