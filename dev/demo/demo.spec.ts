import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { OrganisationFolder } from '../../cli/import/organisation-folder.js';
import { readFolder } from '../../cli/import/read-folder.js';
import { type DemoLogin, makeOrganisation } from './organisation.js';
import { Random } from './random.js';
import { organisationSizes } from './sizes.js';
import { writeFolder } from './write-folder.js';

const DEMO = join(process.cwd(), 'demo');
const TUESDAY = 2;
const THURSDAY = 4;
const SLUGS = ['de-vlinderhof', 'de-zevensprong', 'het-kompas', 'kindcentrum-de-linde'];

const folders: string[] = [];
afterEach(async () => {
  await Promise.all(folders.splice(0).map((each) => rm(each, { recursive: true, force: true })));
});

async function read(folder: string): Promise<OrganisationFolder> {
  const { organisation, errors } = await readFolder(folder);
  expect(errors).toEqual([]);
  if (organisation === undefined) throw new Error(`${folder} cannot be read`);
  return organisation;
}

async function demoLogins(): Promise<DemoLogin[]> {
  const { logins } = JSON.parse(await readFile(join(DEMO, 'logins.json'), 'utf8')) as {
    logins: DemoLogin[];
  };
  return logins;
}

function addressesOf({ guardians }: OrganisationFolder['families'][number]): (string | null)[] {
  return guardians.map(({ value }) => value.email ?? null);
}

describe('the demo organisations', () => {
  it('are four, of about fifteen families each', async () => {
    const entries = await readdir(DEMO, { withFileTypes: true });
    const found = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    expect(found.sort()).toEqual(SLUGS);
  });

  it('R231–R243: differ in their rules and in how parents sign in', async () => {
    const settings = await Promise.all(
      SLUGS.map(async (slug) => (await read(join(DEMO, slug))).file.settings),
    );
    const different = (values: unknown[]) => new Set(values.map((value) => String(value))).size;
    expect(different(settings.map(({ planning }) => planning.valuation))).toBe(3);
    expect(different(settings.map(({ loginName }) => loginName))).toBe(2);
    expect(different(settings.map(({ addressForm }) => addressForm))).toBe(2);
    expect(different(settings.map(({ languages }) => languages))).toBe(3);
    expect(different(settings.map(({ contact }) => contact?.phone))).toBe(4);
    expect(different(settings.map(({ features }) => Object.keys(features ?? {})))).toBe(4);
    expect(different(settings.map(({ planning }) => planning.requestUpToDaysAhead))).toBe(4);
    expect(different(settings.map(({ planning }) => planning.cancelUntilDaysBefore))).toBe(4);
  });

  describe.each(SLUGS)('%s', (slug) => {
    it('has families with addresses that reach nobody', async () => {
      const { families, employees } = await read(join(DEMO, slug));
      expect(families).toHaveLength(15);
      const addresses = [
        ...families.flatMap(addressesOf),
        ...employees.map(({ value }) => value.email),
      ];
      for (const address of addresses.filter((each) => each !== null)) {
        expect(address).toMatch(/\.example$/);
      }
    });

    it('has the logins that logins.json lists: two parents, two staff, a manager', async () => {
      const { families, employees, file } = await read(join(DEMO, slug));
      const parents = families.flatMap(({ guardians }) => guardians.map(({ value }) => value));
      const usernames = [...parents, ...employees.map(({ value }) => value)]
        .filter(({ initialPassword }) => initialPassword !== null)
        .map((person) =>
          'debtorNumber' in person && file.settings.loginName === 'debtor-number'
            ? person.debtorNumber
            : person.email,
        );
      const logins = (await demoLogins()).filter(({ organisation }) => organisation === slug);
      expect(logins.map(({ username }) => username).sort()).toEqual(usernames.sort());
      const roles = logins.map(({ role }) => role).sort();
      expect(roles).toEqual(['manager', 'parent', 'parent', 'staff', 'staff']);
    });

    it('has a first family of two children at one location, free on Tuesday and Thursday', async () => {
      const { families, placements, groups, products } = await read(join(DEMO, slug));
      const children = families[0]?.children.map(({ value }) => value.number) ?? [];
      expect(children).toHaveLength(2);
      const own = placements
        .map(({ value }) => value)
        .filter((row) => children.includes(row.child));
      const codes = new Set(own.map(({ group }) => group));
      const locations = groups.filter(({ value }) => codes.has(value.code));
      expect(new Set(locations.map(({ value }) => value.location)).size).toBe(1);
      for (const { endsOn, days } of own) {
        expect(endsOn).toBeNull();
        expect(days.map(({ weekday }) => weekday)).not.toContain(TUESDAY);
        expect(days.map(({ weekday }) => weekday)).not.toContain(THURSDAY);
      }
      for (const code of codes) {
        const offered = products.filter(({ value }) => value.groups.includes(code));
        const weekdays = new Set(offered.flatMap(({ value }) => value.weekdays));
        expect([TUESDAY, THURSDAY].every((day) => weekdays.has(day as 2 | 4))).toBe(true);
      }
    });

    it('plans no more children than a group has places', async () => {
      const { placements, groups, dayparts } = await read(join(DEMO, slug));
      for (const { value: group } of groups) {
        for (const { value: daypart } of dayparts) {
          const places = group.places[daypart.code];
          if (places === undefined || places === null) continue;
          const days = placements
            .filter(({ value }) => value.group === group.code)
            .flatMap(({ value }) => value.days)
            .filter((day) => day.startsAt < daypart.endsAt && daypart.startsAt < day.endsAt);
          for (const weekday of [1, 2, 3, 4, 5]) {
            expect(days.filter((day) => day.weekday === weekday).length).toBeLessThan(places);
          }
        }
      }
    });
  });
});

describe('generated organisations', () => {
  const generate = async (seed: number, families: number) => {
    const folder = await mkdtemp(join(tmpdir(), 'demo-'));
    folders.push(folder);
    const { settings, sheets } = makeOrganisation(new Random(seed), 1, families);
    await writeFolder(folder, settings, sheets);
    return folder;
  };
  const bytesOf = async (folder: string) => {
    const names = (await readdir(folder)).sort();
    return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  };

  it('are the same for the same seed, and others for another', async () => {
    const [first, second, other] = await Promise.all(
      [5, 5, 6].map(async (seed) => bytesOf(await generate(seed, 60))),
    );
    expect(first).toEqual(second);
    expect(first).not.toEqual(other);
  });

  it.each([1, 3, 60, 900])('can be imported, with %d families', async (families) => {
    expect((await read(await generate(7, families))).families).toHaveLength(families);
  });

  it('have about 1.6 children and 1.8 guardians to a family, 2.5 days a week, 12 to a group', async () => {
    const { families, groups, placements } = await read(await generate(8, 3000));
    const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);
    const children = sum(families.map((each) => each.children.length));
    expect(children / 3000).toBeCloseTo(1.6, 1);
    expect(sum(families.map(({ guardians }) => guardians.length)) / 3000).toBeCloseTo(1.8, 1);
    expect(sum(placements.map(({ value }) => value.days.length)) / placements.length).toBeCloseTo(
      2.5,
      1,
    );
    expect(children / groups.length).toBeGreaterThan(11.5);
    expect(families.flatMap(({ guardianships }) => guardianships).length).toBeGreaterThan(100);
  });

  it('are a few large and many small ones, of a given number of families in all', () => {
    const sizes = organisationSizes(50_000);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(50_000);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeGreaterThan(75);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThan(85);
    expect(sizes[0]).toBeGreaterThan(8_000);
    expect(organisationSizes(60)).toEqual([60]);
    expect(organisationSizes(100, 3)).toHaveLength(3);
  });
});
