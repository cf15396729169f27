import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { importFolder } from '../../cli/import/import-folder.js';
import type { ImportReport } from '../../cli/import/report.js';
import { asDutchExcel, spreadsheetFolder } from '../../cli/import/test/support/dutch-excel.js';
import { givenFolder, removeFolder } from '../../cli/import/test/support/folder.js';
import { until } from '@ouderportaal/testing';
import { logoOf } from './access-matrix/organisation.js';
import { runningPortal } from './support/portal.js';

const DEMO = join(import.meta.dirname, '../../demo/de-vlinderhof');
const COMMAND = join(import.meta.dirname, '../../dist/cli/import/main.js');

describe('importing an organisation into the running portal', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ouderportaal-import-'));
    await cp(DEMO, folder, { recursive: true });
    await rename('import-proef');
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  const run = ({ dryRun = false } = {}): Promise<ImportReport> => {
    const { url, operatorToken } = runningPortal();
    return importFolder({ folder, portalUrl: url, operatorToken, dryRun, log: () => {} });
  };
  const edit = async (file: string, change: (text: string) => string) => {
    const path = join(folder, file);
    await writeFile(path, change(await readFile(path, 'utf8')));
  };
  const rename = (slug: string) =>
    edit('organisation.json', (text) => text.replace(/"slug": "[^"]+"/, `"slug": "${slug}"`));

  it('creates everything, and nothing the second time', async () => {
    const first = await run();
    const second = await run();

    expect(first).toMatchObject({ applied: true, errors: [], updated: 0 });
    expect(first.created).toBeGreaterThan(100);
    expect(second).toMatchObject({ errors: [], created: 0, updated: 0, removed: 0 });
    expect(second.unchanged).toBe(first.created + first.unchanged);
  }, 60_000);

  it('changes just what was changed', async () => {
    await rename('import-wijziging');
    await run();
    await edit('children.csv', (text) => {
      const [header = '', ...rows] = text.split('\n');
      const [first = '', ...others] = rows;
      return [header, renamed(header, first), ...others].join('\n');
    });

    const report = await run();

    expect(report).toMatchObject({ created: 0, updated: 1, removed: 0, errors: [] });
    expect(report.changes).toMatchObject([
      { kind: 'child', change: 'updated', fields: ['firstName'] },
    ]);
  }, 60_000);

  it('brings the logo along, which everybody can see and keep', async () => {
    await rename('import-logo');
    const { picture } = logoOf('import-logo');
    await writeFile(join(folder, 'logo.png'), Buffer.from(picture, 'base64'));
    const report = await run();
    const at = `${runningPortal().url}/api/organisations/import-logo/logo`;

    const logo = await fetch(at);

    expect(report).toMatchObject({ errors: [], kinds: { logo: { created: 1 } } });
    await until('the login page to know of the logo', async () => {
      const page = await fetch(at.replace(/\/logo$/, ''));
      return ((await page.json()) as { logoUrl: string | null }).logoUrl === new URL(at).pathname;
    });
    expect([logo.status, logo.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(Buffer.from(await logo.arrayBuffer()).toString('base64')).toBe(picture);
    const part = await fetch(at, { headers: { range: 'bytes=1-3' } });
    expect([part.status, await part.text()]).toEqual([206, 'PNG']);
    const again = await fetch(at, { headers: { 'if-none-match': logo.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  }, 60_000);

  it('takes no page that is called a logo, and then nothing else either', async () => {
    await rename('import-geen-logo');
    await writeFile(join(folder, 'logo.png'), '<html><script>alert(1)</script></html>');

    const report = await run();

    expect(report.applied).toBe(false);
    expect(report.errors).toMatchObject([
      { file: 'logo.png', reason: expect.stringMatching(/no PNG/) },
    ]);
    const { url } = runningPortal();
    expect((await fetch(`${url}/api/organisations/import-geen-logo`)).status).toBe(404);
  }, 60_000);

  it('changes nothing in a dry run, but says what it would', async () => {
    await rename('import-droog');
    const dry = await run({ dryRun: true });
    const { url } = runningPortal();

    const organisation = await fetch(`${url}/api/organisations/import-droog`);

    expect(dry.errors).toEqual([]);
    expect(dry.created).toBeGreaterThan(100);
    expect(dry.applied).toBe(false);
    expect(organisation.status).toBe(404);
  }, 60_000);

  it('changes nothing at all when one row has an error, and says where it is', async () => {
    await rename('import-fout');
    await edit('children.csv', (text) => {
      const lines = text.trimEnd().split('\n');
      return [
        ...lines.slice(0, -1),
        (lines.at(-1) ?? '').replace(/\d{4}-\d\d-\d\d/, '31-02-2024'),
      ].join('\n');
    });

    const report = await run();
    const { url } = runningPortal();

    expect(report.applied).toBe(false);
    expect(report.errors).toHaveLength(1);
    expect(report.errors[0]).toMatchObject({ file: 'children.csv', column: 'born_on' });
    expect((await fetch(`${url}/api/organisations/import-fout`)).status).toBe(404);
  }, 60_000);
});

describe('a folder that a Dutch spreadsheet wrote', () => {
  const folders: string[] = [];
  afterEach(() => Promise.all(folders.splice(0).map(removeFolder)));

  /** As an operator does it: the command, in a process of its own. */
  const imported = async (slug: string, save?: (table: string) => Buffer, flags: string[] = []) => {
    const renamed = (text: string) => text.replace('"zonnehoek"', `"${slug}"`);
    const folder = await givenFolder({ ...spreadsheetFolder(save), 'organisation.json': renamed });
    folders.push(folder);
    const { url, operatorToken } = runningPortal();
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [COMMAND, folder, '--json', '--portal', url, ...flags],
      { env: { ...process.env, OUDERPORTAAL_OPERATOR_TOKEN: operatorToken } },
    );
    return JSON.parse(stdout) as ImportReport;
  };

  it.each([
    ['windows-1252', ['--encoding', 'windows-1252']],
    ['utf-8', []],
  ] as const)(
    'in %s leaves the same rows in the portal as the plain one',
    async (encoding, flags) => {
      const slug = `import-excel-${encoding}`;
      const saved = await imported(slug, (table) => asDutchExcel(table, encoding), [...flags]);

      const plain = await imported(slug);

      expect(saved).toMatchObject({ applied: true, errors: [], updated: 0, removed: 0 });
      expect(saved.created).toBeGreaterThan(20);
      expect(plain).toMatchObject({
        applied: true,
        errors: [],
        created: 0,
        updated: 0,
        removed: 0,
      });
      expect(plain.unchanged).toBe(saved.created + saved.unchanged);
    },
    60_000,
  );
});

/** The row with another first name. */
function renamed(header: string, row: string): string {
  const column = header.split(',').indexOf('first_name');
  return row
    .split(',')
    .map((cell, index) => (index === column ? 'Anders' : cell))
    .join(',');
}
