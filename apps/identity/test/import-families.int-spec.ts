import { describe, expect, it } from '@jest/globals';
import { identity } from '@ouderportaal/contracts';
import { actor, codeOf, newTenant, operator, problemOf } from '@ouderportaal/testing';
import { child, employee, family, guardian, PASSWORD, profile } from './support/builders.js';
import { identityApp } from './support/identity-app.js';

const { childrenRecorded, guardiansRecorded, householdRecorded } = identity.events;

describe('importing families', () => {
  const app = identityApp();
  const { published, sql } = app;

  const sam = guardian();
  const kim = guardian({ debtorNumber: 'D2', firstName: 'Kim', email: null, language: 'en' });
  const exception = (guardianNumber: string, access: identity.GuardianAccess) => [
    { child: 'C1', guardian: guardianNumber, access },
  ];

  it('records a family and tells each other service what it reads of it', async () => {
    const organisation = await app.organisation();
    const outcome = await app.importFamilies(organisation.slug, [
      family({ guardians: [sam, kim], guardianships: exception('D2', 'read-only') }),
    ]);

    expect(outcome).toEqual({
      changes: [
        { kind: 'family', number: 'F1', change: 'created', fields: [], caution: null },
        { kind: 'guardian', number: 'D1', change: 'created', fields: [], caution: null },
        { kind: 'guardian', number: 'D2', change: 'created', fields: [], caution: null },
        { kind: 'child', number: 'C1', change: 'created', fields: [], caution: null },
        { kind: 'guardianship', number: 'C1/D2', change: 'created', fields: [], caution: null },
      ],
      unchanged: 0,
    });
    const id = (table: string, number: string) => app.idOf(table, organisation, number);
    const [samId, kimId] = [await id('guardian', 'D1'), await id('guardian', 'D2')];
    const { tenantId } = organisation;
    expect(await published(childrenRecorded, tenantId)).toEqual([
      {
        children: [
          {
            childId: await id('child', 'C1'),
            number: 'C1',
            firstName: 'Pip',
            lastName: 'Bedacht',
            guardians: expect.arrayContaining([
              { guardianId: samId, access: 'full' },
              { guardianId: kimId, access: 'read-only' },
            ]),
          },
        ],
      },
    ]);
    const sams = { guardianId: samId, firstName: 'Sam', email: 'sam@ouders.example' };
    const kims = { guardianId: kimId, firstName: 'Kim', email: null };
    expect(await published(guardiansRecorded, tenantId)).toEqual([
      {
        guardians: [
          { ...sams, language: 'nl' },
          { ...kims, language: 'en' },
        ],
      },
    ]);
  });

  it.each(['e-mail', 'debtor-number'] as const)(
    'changes nothing and tells nobody the second time: %s',
    async (loginName) => {
      const { slug, tenantId } = await app.organisation({ profile: profile({ loginName }) });
      const rows = [
        family({
          guardians: [{ ...sam, initialPassword: PASSWORD }, kim],
          guardianships: exception('D2', 'none'),
        }),
      ];
      await app.importFamilies(slug, rows);

      expect(await app.importFamilies(slug, rows)).toEqual({ changes: [], unchanged: 5 });
      expect(await published(childrenRecorded, tenantId)).toHaveLength(1);
      expect(await published(guardiansRecorded, tenantId)).toHaveLength(1);
    },
  );

  it('tells about the families in which something changed, once each', async () => {
    const { slug, tenantId } = await app.organisation();
    const other = family({
      number: 'F2',
      guardians: [kim],
      children: [child({ number: 'C2' }), child({ number: 'C3' })],
    });
    await app.importFamilies(slug, [family(), other]);
    const outcome = await app.importFamilies(slug, [
      family(),
      {
        ...other,
        guardians: [{ ...kim, phone: '06 000 000 00', email: 'kim@ouders.example' }],
        children: [child({ number: 'C2', firstName: 'Bo' })],
      },
    ]);

    expect(outcome).toEqual({
      changes: [
        {
          kind: 'guardian',
          number: 'D2',
          change: 'updated',
          fields: ['email', 'phone'],
          caution: null,
        },
        { kind: 'child', number: 'C2', change: 'updated', fields: ['firstName'], caution: null },
      ],
      unchanged: 4,
    });
    const households = await published(householdRecorded, tenantId);
    expect(households.map(({ householdId }) => householdId)).toEqual([
      households[0]?.householdId,
      households[1]?.householdId,
      households[1]?.householdId,
    ]);
    const children = await published(childrenRecorded, tenantId);
    expect(children).toHaveLength(3);
    expect(children[2]).toMatchObject({ children: [{ firstName: 'Bo' }, { number: 'C3' }] });
    const guardians = await published(guardiansRecorded, tenantId);
    expect(guardians).toHaveLength(3);
    expect(guardians[2]).toMatchObject({ guardians: [{ email: 'kim@ouders.example' }] });
  });

  it('R53: tells about the child’s family when a guardian of another household gets access', async () => {
    const organisation = await app.organisation();
    const { slug, tenantId } = organisation;
    await app.importFamilies(slug, [family({ number: 'F2', guardians: [kim], children: [] })]);
    await app.importFamilies(slug, [family({ guardianships: exception('D2', 'read-only') })]);
    const kimId = await app.idOf('guardian', organisation, 'D2');
    const last = async () => (await published(childrenRecorded, tenantId)).at(-1)?.children[0];

    expect((await last())?.guardians).toContainEqual({ guardianId: kimId, access: 'read-only' });

    expect(await problemOf(app.importFamilies(slug, [family()]))).toMatchObject({
      code: 'import-not-confirmed',
      errors: [{ message: 'guardianship C1/D2 would be removed: takes something away' }],
    });
    expect((await last())?.guardians).toHaveLength(2);
    const none = await app.importFamilies(slug, [family()], { confirmRemovals: true });
    expect(none.changes).toEqual([
      { kind: 'guardianship', number: 'C1/D2', change: 'removed', fields: [], caution: 'removes' },
    ]);
    expect((await last())?.guardians).toHaveLength(1);
  });

  it('keeps exceptions of families that are not sent', async () => {
    const { slug, tenantId } = await app.organisation();
    await app.importFamilies(slug, [
      family({ guardians: [sam, kim], guardianships: exception('D2', 'none') }),
    ]);
    await app.importFamilies(slug, [
      family({
        number: 'F2',
        guardians: [guardian({ debtorNumber: 'D3', email: null })],
        children: [],
      }),
    ]);

    const rows = await sql(
      `select from identity.guardianship where tenant_id = $1 and access = 'none'`,
      [tenantId],
    );
    expect(rows).toHaveLength(1);
  });

  describe('R53: a parent who is blocked', () => {
    const blocked = (guardianships?: identity.FamilyRow['guardianships']) => [
      family({ guardians: [sam, kim], guardianships }),
    ];
    const accessIn = async (tenantId: string) => {
      const [row] = await sql<{ access: string }>(
        `select s.access from identity.guardianship s
         join identity.guardian g on g.tenant_id = s.tenant_id and g.id = s.guardian_id
         where s.tenant_id = $1 and g.debtor_number = 'D2'`,
        [tenantId],
      );
      return row?.access;
    };

    it('stays so when the list of exceptions is missing', async () => {
      const { slug, tenantId } = await app.organisation();
      await app.importFamilies(slug, blocked(exception('D2', 'none')));

      expect(await app.importFamilies(slug, blocked(undefined))).toMatchObject({ changes: [] });
      expect(await accessIn(tenantId)).toBe('none');
    });

    it.each([
      ['left out', []],
      ['sent as full', exception('D2', 'full')],
      ['sent as read-only', exception('D2', 'read-only')],
    ])('stays so when the block is %s, confirmed or not', async (_, guardianships) => {
      const { slug, tenantId } = await app.organisation();
      await app.importFamilies(slug, blocked(exception('D2', 'none')));

      for (const options of [{}, { confirmRemovals: true }, { dryRun: true }]) {
        const problem = await problemOf(app.importFamilies(slug, blocked(guardianships), options));
        expect(problem).toMatchObject({
          code: 'import-invalid',
          errors: [{ message: expect.stringMatching(/no import lifts a block: keep the row/) }],
        });
      }
      expect(await accessIn(tenantId)).toBe('none');
    });
  });

  it('asks before anybody may do more, answers a dry run, and asks once', async () => {
    const { slug } = await app.organisation();
    const rows = (guardianships: identity.FamilyRow['guardianships']) => [
      family({ guardians: [sam, kim], guardianships }),
    ];
    await app.importFamilies(slug, rows(exception('D2', 'read-only')));

    const looked = await app.importFamilies(slug, rows([]), { dryRun: true });
    expect(looked.changes).toMatchObject([{ change: 'removed', caution: 'widens' }]);
    expect(await codeOf(app.importFamilies(slug, rows([])))).toBe('import-not-confirmed');
    expect(await app.importFamilies(slug, rows([]), { confirmRemovals: true })).toEqual(looked);
    expect((await app.importFamilies(slug, rows([]))).changes).toEqual([]);
  });

  it('only looks in a dry run', async () => {
    const { slug, tenantId } = await app.organisation();
    const looked = await app.importFamilies(slug, [family()], { dryRun: true });

    expect(looked.changes).toHaveLength(3);
    expect(await sql('select from identity.family where tenant_id = $1', [tenantId])).toEqual([]);
    expect(await app.importFamilies(slug, [family()])).toEqual(looked);
    expect(await codeOf(app.importFamilies(slug, [family(), family()], { dryRun: true }))).toBe(
      'import-invalid',
    );
  });

  it('never changes a password', async () => {
    const { slug } = await app.organisation();
    const withPassword = (initialPassword: string | null) =>
      app.importFamilies(slug, [family({ guardians: [{ ...sam, initialPassword }] })]);

    await withPassword(null);
    expect((await withPassword(PASSWORD)).changes).toMatchObject([
      { kind: 'guardian', fields: ['initialPassword'] },
    ]);
    expect((await withPassword('een heel ander wachtwoord')).changes).toEqual([]);
    expect((await app.logIn(slug, 'sam@ouders.example')).actor.role).toBe('parent');
  });

  describe('is refused as a whole', () => {
    async function errorsOf(
      rows: identity.FamilyRow[],
      {
        stored = [],
        loginName = 'e-mail',
      }: { stored?: identity.FamilyRow[]; loginName?: identity.LoginName } = {},
    ) {
      const { slug, tenantId } = await app.organisation({
        profile: profile({ loginName }),
        employees: [employee()],
      });
      await app.importFamilies(slug, stored);
      const problem = await problemOf(app.importFamilies(slug, rows));
      expect(problem.code).toBe('import-invalid');
      expect(await published(childrenRecorded, tenantId)).toHaveLength(stored.length);
      return problem.errors;
    }

    it('with everything that is wrong at once', async () => {
      const errors = await errorsOf([
        family({
          guardianships: [...exception('D9', 'none'), ...exception('D1', 'none')],
        }),
        family({
          guardians: [sam],
          guardianships: [{ child: 'C9', guardian: 'D1', access: 'none' }],
        }),
      ]);

      expect(errors.map(({ path }) => path.join('.'))).toEqual([
        'families.1.number',
        'families.1.guardians.0.debtorNumber',
        'families.1.children.0.number',
        'families.0.guardianships.0.guardian',
        'families.1.guardianships.0.child',
      ]);
    });

    it('R22, R23: two parents with one address, with what to do about it', async () => {
      const errors = await errorsOf([
        family({ guardians: [sam, { ...kim, email: 'sam@ouders.example' }] }),
      ]);

      expect(errors).toEqual([
        {
          path: ['families', 0, 'guardians', 1, 'email'],
          message:
            'This e-mail address belongs to guardian D1 already, and an address is for one account: leave it empty, or give this parent an own address',
        },
      ]);
    });

    it('R22: the address of an account that is there, also of an employee', async () => {
      const stored = [family()];
      const others = [
        guardian({ debtorNumber: 'D3' }),
        guardian({ debtorNumber: 'D4', email: 'noor@zonnebloem.example' }),
      ];
      const errors = await errorsOf([family({ number: 'F2', guardians: others, children: [] })], {
        stored,
        loginName: 'debtor-number',
      });

      expect(errors.map(({ path }) => path.join('.'))).toEqual([
        'families.0.guardians.0.email',
        'families.0.guardians.1.email',
      ]);
    });

    it('debtor numbers that differ in capitals only, where parents sign in with them', async () => {
      const errors = await errorsOf(
        [family({ number: 'F2', guardians: [{ ...kim, debtorNumber: 'd1' }], children: [] })],
        { stored: [family()], loginName: 'debtor-number' },
      );

      expect(errors).toMatchObject([{ path: ['families', 0, 'guardians', 0, 'debtorNumber'] }]);
    });

    it('a guardian or child of another family', async () => {
      const errors = await errorsOf([family({ number: 'F2' })], { stored: [family()] });

      expect(errors).toEqual([
        {
          path: ['families', 0, 'guardians', 0, 'debtorNumber'],
          message: expect.stringMatching(/^Guardian D1 belongs to family F1 and cannot move to F2/),
        },
        {
          path: ['families', 0, 'children', 0, 'number'],
          message: expect.stringMatching(/^Child C1 belongs to family F1 and cannot move to F2/),
        },
      ]);
    });

    it('a guardian who is known at another organisation only', async () => {
      const other = await app.organisation();
      await app.importFamilies(other.slug, [
        family({ guardians: [guardian({ debtorNumber: 'D77' })] }),
      ]);

      const errors = await errorsOf([family({ guardianships: exception('D77', 'full') })]);
      expect(errors).toMatchObject([{ path: ['families', 0, 'guardianships', 0, 'guardian'] }]);
    });
  });

  it('is for an operator of this organisation, which must be there', async () => {
    const { slug, tenantId } = await app.organisation();
    const by = (who = operator()) => app.importFamilies(slug, [], { actor: who });

    expect(await by(operator(tenantId))).toEqual({ changes: [], unchanged: 0 });
    expect(await codeOf(by(operator(newTenant())))).toBe('not-found');
    expect(await codeOf(by(actor('manager', tenantId)))).toBe('not-allowed');
    expect(await codeOf(app.importFamilies(app.newSlug(), []))).toBe('not-found');
  });

  it('takes two imports of one organisation at once', async () => {
    const { slug, tenantId } = await app.organisation();
    const outcomes = await Promise.all(
      Array.from({ length: 4 }, () => app.importFamilies(slug, [family()])),
    );

    expect(outcomes.filter(({ changes }) => changes.length > 0)).toHaveLength(1);
    expect(await published(childrenRecorded, tenantId)).toHaveLength(1);
    expect(await published(guardiansRecorded, tenantId)).toHaveLength(1);
  });

  it('takes two hundred families well within the time a caller waits', async () => {
    const { slug, tenantId } = await app.organisation();
    const rows = Array.from({ length: 200 }, (_, i) =>
      family({
        number: `F${i}`,
        guardians: [
          guardian({ debtorNumber: `D${i}a`, email: `a${i}@ouders.example` }),
          guardian({ debtorNumber: `D${i}b`, email: `b${i}@ouders.example` }),
        ],
        children: [child({ number: `C${i}a` }), child({ number: `C${i}b` })],
        guardianships: [{ child: `C${i}a`, guardian: `D${i}b`, access: 'read-only' }],
      }),
    );
    const startedAt = performance.now();
    await app.importFamilies(slug, rows);
    expect(performance.now() - startedAt).toBeLessThan(3_000);

    expect((await app.importFamilies(slug, rows)).unchanged).toBe(1_200);
    expect(await published(childrenRecorded, tenantId)).toHaveLength(200);
  });
});
