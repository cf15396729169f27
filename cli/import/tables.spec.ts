import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Table } from './table.js';
import * as tables from './tables.js';

const GUIDE = join(process.cwd(), 'docs/guides/import.md');
const all = [
  ...Object.values(tables).filter((table) => typeof table === 'object'),
  tables.productsTable([]),
] as Pick<Table<unknown>, 'file' | 'columns'>[];

describe('the guide', () => {
  it.each(all.map((table) => [table.file, table] as const))(
    'describes every column of %s',
    async (file, { columns }) => {
      const guide = await readFile(GUIDE, 'utf8');
      const [, section = ''] = guide.split(new RegExp(`^## ${file}.*$`, 'm'));
      const [text = ''] = section.split(/^## /m);
      const documented = columns
        .map(({ name }) => name)
        .filter((name) => !/^(tues|wednes|thurs|fri|satur)day$/.test(name));
      expect(documented.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
    },
  );
});
