import { describe, expect, it } from '@jest/globals';

import { reportLines, reportOf } from './report.js';
import { Tally } from './tally.js';

const base = { organisation: 'zonnehoek', dryRun: false, applied: true, errors: [] };
const error = { file: 'groups.csv', line: 3, column: 'name', reason: 'Must not be empty' };

describe('the lines at the end of an import', () => {
  it('are the counts when all went well', () => {
    const tally = new Tally();
    tally.addCreated('child', ['K1', 'K2']);
    tally.unchanged = 7;
    expect([...reportLines(reportOf(tally, base))]).toEqual([
      'created 2, updated 0, removed 0, unchanged 7',
    ]);
  });

  it('are the errors, and whether anything was changed', () => {
    const report = reportOf(new Tally(), { ...base, applied: false, errors: [error] });
    expect([...reportLines(report)]).toEqual([
      'groups.csv:3 name: Must not be empty',
      '1 error; nothing was changed.',
    ]);
  });

  it('tell what was recorded before the portal refused the rest', () => {
    const tally = new Tally();
    tally.addCreated('child', ['K1']);
    const report = reportOf(tally, { ...base, applied: false, errors: [error, error] });
    expect([...reportLines(report)].at(-1)).toBe(
      '2 errors; recorded before that: created 1, updated 0, removed 0.',
    );
  });

  it('show the first 50 changes of each kind after a dry run, and count them all', () => {
    const tally = new Tally();
    tally.addCreated(
      'child',
      Array.from({ length: 60 }, (_, at) => `K${at}`),
    );
    tally.addChanges([{ kind: 'group', number: 'G1', change: 'updated', fields: ['name'] }]);
    const lines = [...reportLines(reportOf(tally, { ...base, dryRun: true }))];
    expect(lines[0]).toBe('child: 60 created, 0 updated, 0 removed');
    expect(lines[50]).toBe('  created K49');
    expect(lines.slice(51)).toEqual([
      '  and 10 more',
      'group: 0 created, 1 updated, 0 removed',
      '  updated G1 (name)',
      'Would be: created 60, updated 1, removed 0, unchanged 0',
    ]);
  });
});
