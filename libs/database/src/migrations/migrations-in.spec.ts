import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { migrationsIn } from './migrations-in.js';

let folder: string;
const url = () => pathToFileURL(`${folder}/`);
const put = (file: string, text: string) => writeFile(join(folder, file), text);
const step = (name: string) => `export class ${name} { up() {} }\n`;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'migrations-'));
  await put('package.json', '{ "type": "module" }');
});
afterEach(() => rm(folder, { recursive: true }));

describe('the steps of a folder', () => {
  it('are its files that begin with thirteen digits, oldest first', async () => {
    await put('1767225800000-add-b.js', `const sql = '';\n${step('AddB')}`);
    await put('1767225700000-create-a.js', `export const A = 'a';\n${step('CreateA')}`);
    await put('1767225800000-add-b.js.map', '{}');
    await put('sql.js', step('NoStep'));

    const steps = await migrationsIn(url());

    expect(steps.map(({ name }) => name)).toEqual(['CreateA', 'AddB']);
  });

  it('are one to a file', async () => {
    await put('1767225700000-two.js', step('One') + step('Two'));
    await expect(migrationsIn(url())).rejects.toThrow('must export one migration');
  });

  it('are something that can be run', async () => {
    await put('1767225700000-none.js', 'export const name = "none";\n');
    await expect(migrationsIn(url())).rejects.toThrow('must export one migration');
  });
});
