import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Table } from './table.js';
import * as tables from './tables.js';

const REFERENCE = join(import.meta.dirname, 'README.md');
const all = [
  ...Object.values(tables).filter((table) => typeof table === 'object'),
  tables.productsTable([]),
] as Pick<Table<unknown>, 'file' | 'columns'>[];

describe('the reference', () => {
  it.each(all.map((table) => [table.file, table] as const))(
    'describes every column of %s',
    async (file, { columns }) => {
      const reference = await readFile(REFERENCE, 'utf8');
      const [, section = ''] = reference.split(new RegExp(`^## ${file}.*$`, 'm'));
      const [text = ''] = section.split(/^## /m);
      const documented = columns
        .map(({ name }) => name)
        .filter((name) => !/^(tues|wednes|thurs|fri|satur)day$/.test(name));
      expect(documented.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
    },
  );

  it('describes every option of the command', async () => {
    const usage = await readFile(join(import.meta.dirname, 'main.ts'), 'utf8');
    const options = [...usage.matchAll(/^ {2}(--[a-z]+(?:-[a-z]+)*)/gm)].map(([, name]) => name);
    const reference = await readFile(REFERENCE, 'utf8');
    expect(options.length).toBeGreaterThan(3);
    expect(options.filter((name) => !reference.includes(`| \`${name}`))).toEqual([]);
  });
});
