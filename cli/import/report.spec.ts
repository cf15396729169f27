import { describe, expect, it } from '@jest/globals';

import type { ImportChange } from '@ouderportaal/contracts';

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

  it('show apart what has to be confirmed, and how', () => {
    const toConfirm: ImportChange[] = [
      { kind: 'closure', number: 'C1', change: 'removed', fields: [], caution: 'removes' },
      {
        kind: 'guardianship',
        number: 'K1/2',
        change: 'updated',
        fields: ['access'],
        caution: 'widens',
      },
    ];
    const notes = ['closures.csv is not there: what the portal has of it stays as it is.'];
    const report = { ...reportOf(new Tally(), { ...base, applied: false }), toConfirm, notes };
    expect([...reportLines(report)]).toEqual([
      ...notes,
      'To be confirmed (2), because it takes something away or lets somebody do more:',
      '  takes away  closure C1 (removed)',
      '  lets do more  guardianship K1/2 (updated: access)',
      'Nothing was changed. Import again with --confirm-removals if all of this is meant.',
    ]);
    expect([...reportLines({ ...report, dryRun: true })].at(-1)).toMatch(/^Would be:/);
  });

  it('show the first 50 changes of each kind after a dry run, and count them all', () => {
    const tally = new Tally();
    tally.addCreated(
      'child',
      Array.from({ length: 60 }, (_, at) => `K${at}`),
    );
    tally.addChanges([
      { kind: 'group', number: 'G1', change: 'updated', fields: ['name'], caution: null },
    ]);
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
