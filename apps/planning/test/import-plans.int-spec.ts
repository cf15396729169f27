import { beforeAll, describe, expect, it } from '@jest/globals';
import { planning } from '@ouderportaal/contracts';
import { readWhole, sentFor, type Statement, statementsSent } from '@ouderportaal/testing';
import { givenFamily } from './support/families.js';
import { givenOrganisation, type GivenOrganisation } from './support/organisations.js';
import { patternDay } from './support/rows.js';
import { planningUnderTest } from './support/planning-under-test.js';

const MANY = 10_000;
const LARGE = ['child', 'placement', 'placement_day'];

describe('statements of an import of placements', () => {
  const service = planningUnderTest();
  const { request, sql } = service;
  let organisation: GivenOrganisation;
  let statements: readonly Statement[];

  const fill = async ({ tenantId }: GivenOrganisation) => {
    const id = (kind: string) => `md5('${tenantId}-${kind}-' || n)::uuid`;
    const from = `from generate_series(1, ${MANY}) n`;
    for (const insert of [
      `child select $1, ${id('child')}, 'C' || n, 'Pip', 'Bedacht', 0 ${from}`,
      `placement (tenant_id, id, number, child_id, group_id, starts_on)
       select $1, ${id('placement')}, 'F' || n, ${id('child')}, g.id, '2026-01-05'
       ${from}, planning.care_group g where g.tenant_id = $1`,
      `placement_day (tenant_id, placement_id, child_id, weekday, weeks, starts_at, ends_at,
         valid_during)
       select $1, ${id('placement')}, ${id('child')}, day, 'all', 450, 780,
         daterange('2026-01-05', null, '[]')
       ${from}, generate_series(1, 3) day`,
    ]) {
      await sql(`insert into planning.${insert}`, [tenantId]);
    }
  };
  const readWholeBy = ({ tenantId }: GivenOrganisation) =>
    readWhole(
      service.database().urlOf('planning_app'),
      tenantId,
      sentFor(tenantId, statements, organisation.tenantId),
      LARGE,
    );

  beforeAll(async () => {
    for (const table of LARGE) {
      await sql(`alter table planning.${table} set (autovacuum_enabled = false)`);
    }
    organisation = await givenOrganisation(service);
    const names = Array.from({ length: 100 }, (_, index) => `Kind${index}`);
    const { children } = await givenFamily(service, organisation, { children: names });
    const placements = (weekday: 1 | 2) =>
      children.map((child, index): planning.PlacementRow => ({
        number: `P${index}`,
        child: child.number,
        group: 'G1',
        startsOn: '2026-01-05',
        endsOn: null,
        days: [patternDay(weekday)],
      }));
    const { slug, operator } = organisation;
    const send = (weekday: 1 | 2) =>
      request(planning.imports.placements, operator, {
        organisation: slug,
        placements: placements(weekday),
      });
    statements = await statementsSent(async () => {
      await send(1);
      await send(2);
    });
  }, 60_000);

  it('look up what is sent: in tables never analysed, analysed, and analysed before the organisation came', async () => {
    const [early, late] = [await givenOrganisation(service), await givenOrganisation(service)];
    await fill(early);
    expect(await readWholeBy(early)).toEqual([]);
    await sql('analyze');
    expect(await readWholeBy(early)).toEqual([]);
    await fill(late);
    expect(await readWholeBy(late)).toEqual([]);
  }, 120_000);
});
