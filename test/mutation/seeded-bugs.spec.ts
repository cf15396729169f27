import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { SEEDED_BUGS } from './seeded-bugs.js';

const occurrences = (text: string, part: string) => text.split(part).length - 1;

describe('a seeded bug', () => {
  it.each(SEEDED_BUGS.map((bug) => [bug.name, bug] as const))(
    'can still be planted: %s',
    (_name, { changes }) => {
      for (const { file, from } of changes) {
        expect([file, occurrences(readFileSync(file, 'utf8'), from)]).toEqual([file, 1]);
      }
    },
  );

  it.each(SEEDED_BUGS.map((bug) => [bug.name, bug] as const))(
    'has the test that must catch it: %s',
    (_name, { caughtBy: { tests, named } }) => {
      const sources = globSync(`${tests}*.ts`).map((file) => readFileSync(file, 'utf8'));
      expect(sources.some((source) => source.includes(named))).toBe(true);
    },
  );
});
