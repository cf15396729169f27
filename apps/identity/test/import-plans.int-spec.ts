import { beforeAll, describe, expect, it } from '@jest/globals';
import { identity } from '@ouderportaal/contracts';
import { readWhole, sentFor, type Statement, statementsSent } from '@ouderportaal/testing';
import { child, employee, family, group, guardian, location } from './support/builders.js';
import { identityApp, type Organisation } from './support/identity-app.js';

const MANY = 10_000;
const LARGE = [
  'family',
  'guardian',
  'child',
  'guardianship',
  'account',
  'employee',
  'employee_group',
];

describe('statements of an import', () => {
  const app = identityApp();
  let organisation: Organisation;
  let statements: readonly Statement[];

  const fill = async ({ tenantId }: Organisation, word: string) => {
    const id = (kind: string) => `md5('${word}-${kind}-' || n)::uuid`;
    const from = `from generate_series(1, ${MANY}) n`;
    for (const insert of [
      `family select $1, ${id('family')}, '${word}F' || n ${from}`,
      `guardian select $1, ${id('guardian')}, ${id('family')}, '${word}D' || n, 'Sam', 'Bedacht',
         null, 'nl' ${from}`,
      `child select $1, ${id('child')}, ${id('family')}, '${word}C' || n, 'Pip', 'Bedacht',
         '2023-05-01' ${from}`,
      `guardianship select $1, ${id('child')}, ${id('guardian')}, 'full' ${from}`,
      `employee select $1, ${id('employee')}, '${word}E' || n, 'Noor', 'Verzonnen', 'staff', true
         ${from}`,
      `employee_group select $1, ${id('employee')}, g.id ${from}, identity.care_group g
         where g.tenant_id = $1 and g.code = 'G1'`,
      `account select $1, ${id('guardian')}, ${id('guardian')}, null, n || '@${word}.example',
         n || '@${word}.example', null ${from}`,
      `account select $1, ${id('employee')}, null, ${id('employee')}, 'e' || n || '@${word}.example',
         'e' || n || '@${word}.example', null ${from}`,
    ]) {
      await app.sql(`insert into identity.${insert}`, [tenantId]);
    }
  };
  const readWholeBy = ({ tenantId }: Organisation) =>
    readWhole(
      app.database().urlOf('identity_app'),
      tenantId,
      sentFor(tenantId, statements, organisation.tenantId),
      LARGE,
    );
  const numbers = Array.from({ length: 200 }, (_, index) => index + 1);
  const families = (firstName: string, access: identity.GuardianAccess) =>
    numbers.map((n) =>
      family({
        number: `F${n}`,
        guardians: [
          guardian({
            debtorNumber: `D${n}`,
            firstName,
            email: `${firstName.toLowerCase()}${n}@o.example`,
          }),
          guardian({ debtorNumber: `X${n}`, email: `x${n}@o.example` }),
        ],
        children: [child({ number: `C${n}`, firstName })],
        guardianships:
          access === 'full'
            ? [{ child: `C${n}`, guardian: `D${(n % numbers.length) + 1}`, access: 'read-only' }]
            : [],
      }),
    );
  const organisationOf = (firstName: string, groups: string[]) =>
    app.importOrganisation(organisation.slug, {
      locations: [location()],
      groups: [group(), group({ code: 'G2' })],
      employees: numbers.map((n) =>
        employee({ number: `E${n}`, firstName, email: `e${n}@o.example`, groups }),
      ),
    });

  beforeAll(async () => {
    for (const table of LARGE) {
      await app.sql(`alter table identity.${table} set (autovacuum_enabled = false)`);
    }
    organisation = await app.organisation();
    const { slug } = organisation;
    statements = await statementsSent(async () => {
      await organisationOf('Noor', ['G1']);
      await organisationOf('Nora', ['G2']);
      await app.importFamilies(slug, families('Sam', 'full'), { confirmRemovals: true });
      await app.importFamilies(slug, families('Kim', 'none'), { confirmRemovals: true });
    });
    expect(statements.length).toBeGreaterThan(40);
  }, 120_000);

  it('look up what is sent: in tables never analysed, analysed, and analysed before the organisation came', async () => {
    const [early, late] = [await app.organisation(), await app.organisation()];
    await fill(early, 'a');
    expect(await readWholeBy(early)).toEqual([]);
    await app.sql('analyze');
    expect(await readWholeBy(early)).toEqual([]);
    await fill(late, 'b');
    expect(await readWholeBy(late)).toEqual([]);
  }, 240_000);

  it('would be found out where they compare all of them', async () => {
    const { tenantId } = organisation;
    const compared = {
      text: `select from unnest($2::text[]) as wanted (number)
        join family f on f.tenant_id = $1 and f.number || '' = wanted.number`,
      values: [tenantId, ['F1']],
    };
    expect(
      await readWhole(app.database().urlOf('identity_app'), tenantId, [compared], LARGE),
    ).toHaveLength(1);
  });
});
