import { describe, expect, it } from '@jest/globals';
import { employee, group, location, profile } from '../../test/support/builders.js';
import {
  type EmployeeFacts,
  type OrganisationInput,
  planOrganisation,
  type StoredOrganisation,
} from './organisation-import.rules.js';

const input = (overrides: Partial<OrganisationInput> = {}): OrganisationInput => ({
  organisation: 'zonnebloem',
  profile: profile(),
  locations: [location()],
  groups: [group()],
  employees: [employee()],
  ...overrides,
});

const nothing: StoredOrganisation = {
  profile: null,
  locations: [],
  groups: [],
  employees: [],
  accounts: [],
};

function facts(row = employee()): EmployeeFacts {
  const { number, firstName, lastName, email, role, groups, isActive } = row;
  return { number, firstName, lastName, email, role, groups, isActive };
}

const everything: StoredOrganisation = {
  profile: profile(),
  locations: [location()],
  groups: [group()],
  employees: [facts()],
  accounts: [
    {
      kind: 'employee',
      number: 'E1',
      username: 'noor@zonnebloem.example',
      email: 'noor@zonnebloem.example',
      hasPassword: false,
    },
  ],
};

describe('planning the import of an organisation', () => {
  it('creates everything of a new one', () => {
    const plan = planOrganisation(input(), nothing);

    expect(plan).toMatchObject({
      changes: [
        {
          kind: 'organisation',
          number: 'zonnebloem',
          change: 'created',
          fields: [],
          caution: null,
        },
        { kind: 'location', number: 'L1', change: 'created', fields: [], caution: null },
        { kind: 'group', number: 'G1', change: 'created', fields: [], caution: null },
        { kind: 'employee', number: 'E1', change: 'created', fields: [], caution: null },
      ],
      unchanged: 0,
    });
    expect(plan.isLoginNameChanged).toBe(false);
    expect(plan.accounts).toHaveLength(1);
  });

  it('changes nothing the second time', () => {
    const plan = planOrganisation(input(), everything);

    expect(plan).toMatchObject({ changes: [], unchanged: 4 });
    expect(plan).toMatchObject({
      profile: null,
      locations: [],
      groups: [],
      employees: [],
      accounts: [],
      endSessionsOf: [],
    });
  });

  it('leaves out what is left out', () => {
    const plan = planOrganisation(input({ locations: [], groups: [], employees: [] }), everything);

    expect(plan).toMatchObject({ changes: [], unchanged: 1 });
  });

  it.each([
    ['the first password', { initialPassword: 'eerste wachtwoord' }, ['initialPassword'], null],
    ['another address', { email: 'n@zonnebloem.example' }, ['email'], null],
    ['no groups any more', { groups: [] }, ['groups'], 'removes'],
    ['another name and role', { lastName: 'A', role: 'manager' }, ['lastName', 'role'], 'widens'],
    ['that they left', { isActive: false }, ['isActive'], null],
  ] as const)('names what changes of an employee: %s', (_, overrides, fields, caution) => {
    const changed = employee({ ...overrides, groups: 'groups' in overrides ? [] : ['G1'] });
    const plan = planOrganisation(input({ employees: [changed] }), everything);

    expect(plan.changes).toEqual([
      { kind: 'employee', number: 'E1', change: 'updated', fields, caution },
    ]);
  });

  it('wants to be sure of an employee who comes back', () => {
    const left = { ...everything, employees: [facts(employee({ isActive: false }))] };

    expect(planOrganisation(input(), left).changes).toMatchObject([{ caution: 'widens' }]);
  });

  it('keeps of a row what it leaves out', () => {
    const row = { ...employee(), groups: undefined, isActive: undefined };
    const place = { ...location(), phone: undefined };
    const stored = {
      ...everything,
      locations: [location({ phone: '06 000 000 00' })],
      employees: [facts(employee({ isActive: false }))],
    };

    expect(planOrganisation(input({ employees: [row], locations: [place] }), stored)).toMatchObject(
      { changes: [], unchanged: 4 },
    );
    expect(planOrganisation(input({ employees: [row] }), nothing).employees).toMatchObject([
      { groups: [], isActive: true },
    ]);
  });

  it.each([
    ['leaves', { isActive: false }, true],
    ['gets another role', { role: 'manager' }, true],
    ['gets another name', { lastName: 'Anders' }, false],
  ] as const)('ends the sessions of an employee who %s: %s', (_, overrides, ends) => {
    const plan = planOrganisation(input({ employees: [employee(overrides)] }), everything);

    expect(plan.endSessionsOf).toEqual(ends ? ['E1'] : []);
  });

  it('notices that parents sign in by another name', () => {
    const changed = input({ profile: profile({ loginName: 'debtor-number' }) });

    expect(planOrganisation(changed, everything).isLoginNameChanged).toBe(true);
  });

  it('knows codes that are stored already', () => {
    const more = input({ locations: [], groups: [group({ code: 'G2' })] });

    expect(planOrganisation(more, everything).errors).toEqual([]);
  });

  it('tells everything that is wrong at once, and where', () => {
    const { errors } = planOrganisation(
      input({
        locations: [location(), location()],
        groups: [group(), group(), group({ code: 'G3', location: 'L9' })],
        employees: [
          employee({ groups: ['G1', 'G9'] }),
          employee({ email: 'other@zonnebloem.example' }),
          employee({ number: 'E3' }),
        ],
      }),
      nothing,
    );

    expect(errors.map(({ path }) => path)).toEqual([
      ['locations', 1, 'code'],
      ['groups', 1, 'code'],
      ['employees', 1, 'number'],
      ['groups', 2, 'location'],
      ['employees', 0, 'groups', 1],
      ['employees', 2, 'email'],
    ]);
  });
});
