import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { identity, type ImportChange, planning, type Rpc } from '@ouderportaal/contracts';

import { formatError } from './import-error.js';
import { importOrganisation } from './import-organisation.js';
import { PATIENCE, PortalClient, PortalError } from './portal-client.js';
import { readFolder } from './read-folder.js';
import { type Changes, givenFolder, removeFolder } from './test/support/folder.js';
import { StubPortal, TOKEN } from './test/support/stub-portal.js';

let portal: StubPortal;
let portalUrl = '';
let waited: number;
let asked: ImportChange[];
const folders: string[] = [];

beforeEach(async () => {
  portal = new StubPortal();
  portalUrl = await portal.start();
  waited = 0;
  asked = [];
});

afterEach(async () => {
  await portal.stop();
  await Promise.all(folders.splice(0).map(removeFolder));
});

interface Options {
  dryRun?: boolean;
  operatorToken?: string;
  url?: string;
  confirms?: boolean;
}

async function run(changes: Changes = {}, options: Options = {}) {
  const folder = await givenFolder(changes);
  folders.push(folder);
  const { organisation, errors } = await readFolder(folder);
  if (organisation === undefined) throw new Error(errors.map(formatError).join('\n'));
  const { dryRun = false, operatorToken = TOKEN, url = portalUrl, confirms = false } = options;
  const pause = async (milliseconds: number) => void (waited += milliseconds);
  const client = new PortalClient({ portalUrl: url, operatorToken, pause });
  const confirm = async (changes: readonly ImportChange[]) => {
    asked.push(...changes);
    return confirms;
  };
  const log = () => undefined;
  return importOrganisation(organisation, { client, portalUrl: url, dryRun, log, confirm });
}

const withLines =
  (...lines: string[]) =>
  (text: string) =>
    `${text}${lines.join('\n')}\n`;
const many = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

describe('importing an organisation', () => {
  it('sends the logo after all the rest, and counts it', async () => {
    const logo = { 'logo.png': Buffer.from('a picture') };
    const first = await run(logo);
    const second = await run(logo);

    const last = portal.applied().find(({ body }) => body.picture);
    expect(last).toMatchObject({ path: 'zonnehoek/logo', body: { picture: 'YSBwaWN0dXJl' } });
    expect(first.kinds).toMatchObject({ logo: { created: 1 } });
    expect(second).toMatchObject({ created: 0, updated: 0 });
  });

  it('says what is wrong with the logo, at its file, and records nothing', async () => {
    portal.complainAbout = (part) =>
      part === 'logo' ? [{ path: ['picture'], message: 'Is no PNG, JPEG or WebP' }] : [];
    const { errors } = await run({ 'logo.png': '<html>' });
    expect(errors.map(formatError)).toEqual(['logo.png: Is no PNG, JPEG or WebP']);
    expect(portal.applied()).toEqual([]);
  });

  it('sends each part after what it refers to', async () => {
    const report = await run();
    expect(report).toMatchObject({ organisation: 'zonnehoek', applied: true, errors: [] });
    expect(portal.applied().map(({ path }) => path)).toEqual([
      'zonnehoek',
      'zonnehoek/families',
      'zonnehoek/families',
      'zonnehoek/planning',
      'zonnehoek/placements',
    ]);
  });

  it('sends what the contracts let through', async () => {
    await run();
    const contracts: Record<string, Rpc> = {
      zonnehoek: identity.imports.organisation,
      'zonnehoek/families': identity.imports.families,
      'zonnehoek/planning': planning.imports.organisation,
      'zonnehoek/placements': planning.imports.placements,
    };
    for (const { path, body } of portal.received) {
      const input = { organisation: 'zonnehoek', ...body };
      expect(contracts[path]?.input.safeParse(input).error).toBeUndefined();
    }
  });

  it('counts what it recorded', async () => {
    const { created, updated, removed, kinds } = await run();
    expect({ created, updated, removed }).toEqual({ created: 21, updated: 0, removed: 0 });
    expect(kinds.guardian).toEqual({ created: 3, updated: 0, removed: 0 });
    expect(kinds.guardianship).toEqual({ created: 1, updated: 0, removed: 0 });
  });

  it('changes nothing the second time', async () => {
    await run();
    const report = await run();
    expect(report).toMatchObject({ created: 0, updated: 0, removed: 0, unchanged: 21 });
  });

  it('changes only what differs', async () => {
    await run();
    const report = await run({ 'children.csv': (text) => text.replace('Noor', 'Nora') });
    expect(report).toMatchObject({ created: 0, updated: 1, unchanged: 20 });
    expect(report.changes).toEqual([
      { kind: 'child', number: 'K1', change: 'updated', fields: ['something'], caution: null },
    ]);
  });

  it('sends the address of the portal where the folder gives none', async () => {
    await run();
    expect(portal.received[0]?.body.profile).toMatchObject({ portalUrl });
  });

  it('holds back the guardians of another family until that family is there', async () => {
    await run();
    const [, first, second] = portal.applied();
    const guardianships = (body?: Record<string, unknown>) =>
      (body?.families as { number: string; guardianships: object[] }[]).map((family) => [
        family.number,
        family.guardianships.length,
      ]);
    expect(guardianships(first?.body)).toEqual([
      ['F1', 0],
      ['F2', 0],
    ]);
    expect(guardianships(second?.body)).toEqual([['F1', 1]]);
  });

  it('adds a guardian of another family to an organisation that is there already', async () => {
    await run();
    const later = {
      'families.csv': withLines('F3'),
      'guardians.csv': withLines('F3,1004,An,Dauwdans,,,nl,'),
      'guardianships.csv': withLines('K2,1004,full'),
    };
    expect(await run(later, { dryRun: true })).toMatchObject({ created: 3, errors: [] });
    expect(await run(later)).toMatchObject({ created: 3, updated: 0, removed: 0 });
    expect(await run(later)).toMatchObject({ created: 0, updated: 0, unchanged: 24 });
  });

  it('keeps the connection open', async () => {
    await run();
    const connections = new Set(portal.received.map(({ connection }) => connection));
    expect(portal.received).toHaveLength(8);
    expect(connections.size).toBeLessThanOrEqual(2);
  });
});

describe('a dry run', () => {
  it('changes nothing and counts everything of a new organisation', async () => {
    const report = await run({}, { dryRun: true });
    expect(report).toMatchObject({ dryRun: true, applied: false, errors: [] });
    expect(report.kinds).toMatchObject({
      organisation: { created: 1 },
      family: { created: 2 },
      placement: { created: 2 },
    });
    expect(portal.applied()).toEqual([]);
  });

  it('counts what refers to something new', async () => {
    await run();
    const report = await run(
      {
        'groups.csv': withLines('G3,L1,Bevers,day-care,12,12'),
        'children.csv': withLines('F1,K3,Liv,Kiezelzang,2024-01-01'),
        'placements.csv': withLines('P3,K3,G3,2026-01-01,,08:00-12:00,,,,,,'),
        'products.csv': withLines('nieuw,Nieuw,08:00,12:00,,,1,G3,2026-01-01,'),
      },
      { dryRun: true },
    );
    expect(report.errors).toEqual([]);
    expect(report.kinds).toEqual({
      group: { created: 1, updated: 0, removed: 0 },
      child: { created: 1, updated: 0, removed: 0 },
      product: { created: 1, updated: 1, removed: 0 },
      placement: { created: 1, updated: 0, removed: 0 },
    });
  });
});

describe('what a folder does not speak of', () => {
  it('is not sent, so that it stays', async () => {
    await run({ 'guardianships.csv': null, 'closures.csv': null });
    const sent = (path: string) => portal.applied().find((one) => one.path === path)?.body;
    expect(sent('zonnehoek/families')?.families).toEqual([
      expect.not.objectContaining({ guardianships: expect.anything() }),
      expect.not.objectContaining({ guardianships: expect.anything() }),
    ]);
    expect(sent('zonnehoek/planning')).not.toHaveProperty('closures');
  });

  it('is sent as empty where a file has its header and nothing else', async () => {
    await run({
      'guardianships.csv': 'child,guardian,access\n',
      'closures.csv': 'location,starts_on,ends_on,reason\n',
    });
    const sent = (path: string) => portal.applied().find((one) => one.path === path)?.body;
    expect(sent('zonnehoek/families')?.families).toMatchObject([
      { guardianships: [] },
      { guardianships: [] },
    ]);
    expect(sent('zonnehoek/planning')).toMatchObject({ closures: [] });
  });

  it('is a weekday without a column too', async () => {
    await run({
      'placements.csv':
        'number,child,group,starts_on,monday,tuesday\nP1,K1,G1,2025-01-06,,07:30-18:30\n',
    });
    const [message] = portal.applied().filter(({ path }) => path.endsWith('placements'));
    expect(message?.body).toMatchObject({ weekdays: [1, 2], placements: [{ number: 'P1' }] });
    expect(message?.body.placements).toEqual([
      expect.not.objectContaining({ endsOn: expect.anything() }),
    ]);
  });

  it('tells no places and places that are not counted apart', async () => {
    await run({
      'groups.csv': (text) => text.replace('G1,L1,Egels,day-care,12,10', 'G1,L1,Egels,day-care,0,'),
    });
    const [message] = portal.applied().filter(({ path }) => path.endsWith('planning'));
    expect(message?.body.capacities).toEqual([
      { group: 'G1', daypart: 'am', places: 0 },
      { group: 'G1', daypart: 'pm', places: null },
      { group: 'G2', daypart: 'am', places: null },
      { group: 'G2', daypart: 'pm', places: 20 },
    ]);
  });
});

describe('what takes something away or lets somebody do more', () => {
  const removal: ImportChange = {
    kind: 'closure',
    number: '2026-12-24…2026-12-31 all',
    change: 'removed',
    fields: [],
    caution: 'removes',
  };
  beforeEach(() => {
    portal.alsoChanges = (part) => (part === 'planning' ? [removal] : []);
  });

  it('is asked about before anything is recorded, and nothing is without a yes', async () => {
    const report = await run();
    expect(asked).toEqual([removal]);
    expect(report).toMatchObject({ applied: false, created: 0, toConfirm: [removal] });
    expect(portal.applied()).toEqual([]);
  });

  it('is recorded when it is confirmed', async () => {
    const report = await run({}, { confirms: true });
    expect(report).toMatchObject({ applied: true, removed: 1, toConfirm: [] });
    expect(portal.applied().every(({ body }) => body.confirmRemovals)).toBe(true);
  });

  it('is listed apart in a dry run, which asks nobody', async () => {
    expect(await run({}, { dryRun: true })).toMatchObject({ toConfirm: [removal] });
    expect(asked).toEqual([]);
  });

  it('is never confirmed unseen', async () => {
    portal.alsoChanges = () => [];
    await run({}, { confirms: true });
    expect(portal.applied().some(({ body }) => body.confirmRemovals)).toBe(false);
  });
});

describe('what the portal refuses', () => {
  it.each([
    ['organisation', ['profile', 'name'], 'organisation.json:3 name: Because'],
    ['organisation', ['locations', 1, 'postcode'], 'locations.csv:3 postcode: Because'],
    ['organisation', ['employees', 1, 'email'], 'employees.csv:3 email: Because'],
    ['families', ['families', 1, 'guardians', 1, 'email'], 'guardians.csv:4 email: Because'],
    [
      'families',
      ['families', 0, 'guardianships', 0, 'access'],
      'guardianships.csv:2 access: Because',
    ],
    ['families', ['families', 1, 'number'], 'families.csv:3 number: Because'],
    ['families', ['families', 1, 'guardianships'], 'guardianships.csv: Because'],
    ['planning', ['policy', 'valuation'], 'organisation.json:12 planning.valuation: Because'],
    ['planning', ['capacities', 2, 'places'], 'groups.csv:3 places_am: Because'],
    ['planning', ['products', 0, 'groups', 1], 'products.csv:2 groups: Because'],
    ['planning', ['closures', 0, 'reason'], 'closures.csv:2 reason: Because'],
    ['placements', ['placements', 0, 'days', 2, 'startsAt'], 'placements.csv:2 wednesday: Because'],
  ])('is told at its place, and nothing is applied (%s %j)', async (part, path, error) => {
    await run();
    portal.complainAbout = (asked) => (asked === part ? [{ path, message: 'Because' }] : []);
    const report = await run();
    expect(report.errors.map(formatError)).toEqual([error]);
    expect(report).toMatchObject({ applied: false, created: 0 });
    expect(portal.applied()).toHaveLength(5);
  });

  it('is collected from all parts', async () => {
    await run();
    portal.complainAbout = () => [{ path: [], message: 'Because' }];
    expect((await run()).errors).toHaveLength(4);
  });

  it('is told before anything of a new organisation is applied', async () => {
    portal.complainAbout = (part) =>
      part === 'planning' ? [{ path: ['dayparts', 0, 'code'], message: 'Because' }] : [];
    expect((await run()).errors.map(formatError)).toEqual(['dayparts.csv:2 code: Because']);
    expect(portal.applied()).toEqual([]);
  });

  it('stops the rest when it shows only while applying', async () => {
    portal.complainAbout = (part, { dryRun }) =>
      part === 'planning' && !dryRun ? [{ path: ['dayparts', 0, 'code'], message: 'Because' }] : [];
    const report = await run();
    expect(report.errors.map(formatError)).toEqual(['dayparts.csv:2 code: Because']);
    expect(report.applied).toBe(false);
    expect(portal.applied().map(({ path }) => path)).not.toContain('zonnehoek/placements');
  });
});

describe('trying again', () => {
  const notKnownYet = { status: 409, code: 'import-not-known-yet' };
  const notFound = { status: 404, code: 'not-found' };
  const busy = { status: 503, code: 'service-busy' };
  const late = { status: 504, code: 'service-timeout' };

  it.each([
    ['planning has not heard of a group', 'planning', [notKnownYet, notKnownYet]],
    ['planning has not heard of a child', 'placements', [notKnownYet]],
    ['the organisation is known only in a moment', 'families', [notFound, notFound]],
    ['the portal is busy or late', 'families', [busy, late, busy]],
  ])('helps when %s, with the same key', async (_, part, failures) => {
    portal.failApplying(part, failures);
    const report = await run();
    expect(report).toMatchObject({ applied: true, created: 21 });
    const tries = portal.applied().filter(({ path }) => path.endsWith(part));
    const keys = tries.slice(0, failures.length + 1).map(({ key }) => key);
    expect(keys).toHaveLength(failures.length + 1);
    expect(new Set(keys).size).toBe(1);
  });

  it('gives every message of every run a key of its own', async () => {
    await run();
    await run();
    const keys = portal.received.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('waits as long as the portal asks for', async () => {
    portal.failApplying('families', [{ status: 429, code: 'too-many-requests', retryAfter: 7 }]);
    expect(await run()).toMatchObject({ applied: true });
    expect(waited).toBe(7_000);
  });

  it.each([
    ['busy', busy, /503 service-busy/],
    [
      'without the group',
      notKnownYet,
      /does not know yet what "planning rules.*run the same import/,
    ],
  ])('ends after a minute with a portal that stays %s', async (_, failure, message) => {
    portal.failApplying(
      'planning',
      many(100, () => failure),
    );
    await expect(run()).rejects.toThrow(message);
    expect(waited).toBeGreaterThanOrEqual(PATIENCE);
    expect(waited).toBeLessThan(PATIENCE + 6_000);
  });

  it('does not help a portal that fails', async () => {
    portal.failApplying('families', [{ status: 500, code: 'internal' }]);
    await expect(run()).rejects.toThrow(/500 internal/);
    expect(waited).toBe(0);
  });
});

describe('a portal that cannot be used', () => {
  it.each([
    ['is not there', { url: 'http://127.0.0.1:9' }, /does not answer/],
    ['refuses the token', { operatorToken: 'wrong' }, /does not accept the operator token/],
  ])('%s', async (_, options, message) => {
    const importing = run({}, options);
    await expect(importing).rejects.toThrow(PortalError);
    await expect(importing).rejects.toThrow(message);
  });
});

describe('a large organisation', () => {
  it('keeps the placements of a child in one message, wherever they are in the file', async () => {
    const numbers = many(400, (at) => `X${at}`);
    await run({
      'children.csv': withLines(...numbers.map((x) => `${x},K${x},Noor,Dauwdans,2024-01-01`)),
      'families.csv': withLines(...numbers),
      'guardians.csv': withLines(...numbers.map((x) => `${x},D${x},An,Dauwdans,,,nl,`)),
      'placements.csv': (text) => {
        const placed = numbers.map((x) => `P${x},K${x},G1,2026-01-01,,08:00-12:00,,,,,,`);
        const moved = 'P2b,K2,G1,2026-09-01,,,08:00-12:00,,,,,';
        return `${text}${placed.join('\n')}\n${moved}\n`;
      },
    });
    const messages = portal.applied().filter(({ path }) => path.endsWith('placements'));
    const withK2 = messages.map(
      ({ body }) =>
        (body.placements as { child: string }[]).filter((row) => row.child === 'K2').length,
    );
    expect(withK2).toEqual([2, 0]);
  });

  it('goes in messages that NATS can carry, and is counted once', async () => {
    const families = many(450, (at) => `X${at}`);
    const changes = {
      'employees.csv': withLines(
        ...many(1100, (at) => `S${at},An,Dauwdans,s${at}@post.example,staff,G1|G2,yes,`),
      ),
      'families.csv': withLines(...families),
      'guardians.csv': withLines(...families.map((x) => `${x},D${x},An,Dauwdans,,,nl,`)),
      'children.csv': withLines(...families.map((x) => `${x},K${x},Noor,Dauwdans,2024-01-01`)),
      'placements.csv': withLines(
        ...families.map((x) => `P${x},K${x},G1,2026-01-01,,08:00-12:00,,,,,,`),
      ),
    };
    expect(await run(changes)).toMatchObject({ created: 21 + 1100 + 4 * 450, unchanged: 0 });
    expect(await run(changes)).toMatchObject({ created: 0, unchanged: 21 + 1100 + 4 * 450 });
    for (const { body, bytes } of portal.received) {
      expect(bytes).toBeLessThan(610_000);
      expect(((body.employees ?? []) as unknown[]).length).toBeLessThanOrEqual(500);
      expect(((body.families ?? []) as unknown[]).length).toBeLessThanOrEqual(200);
      expect(((body.placements ?? []) as unknown[]).length).toBeLessThanOrEqual(300);
    }
  });
});
