import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');
const LIST = 'docs/requirements.md';

/** Every number that has a line of its own in the list. */
const known = new Set(
  [...readFileSync(join(ROOT, LIST), 'utf8').matchAll(/^\| ([RNSGP]\d+) +\| \S/gm)].map(
    ([, number = '']) => number,
  ),
);

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /\.(ts|tsx|md|yml)$/.test(file) && file !== LIST);

describe('the list of requirements', () => {
  it('has each product rule from R1 to R248 once', () => {
    const rules = [...known].filter((number) => number.startsWith('R'));
    expect(rules).toEqual(Array.from({ length: 248 }, (_, index) => `R${index + 1}`));
  });

  it('has every rule and reliability goal that is named anywhere', () => {
    expect(unknown(/\b[RN]\d{1,3}\b/g)).toEqual([]);
  });

  it('has every goal that a test names in its title', () => {
    expect(unknown(/(?<=(?:it|describe)(?:\.each\([^)]*\))?\(\s*['"`])[SGP]\d{1,2}\b/g)).toEqual(
      [],
    );
  });
});

/**
 * Whose rules they are. A test in another service that names one of them is about something else: a mail
 * has no place in the test of the calendar, nor an organisation's colours among the options of a day.
 */
const OWNERS: readonly (readonly [first: number, last: number, services: string])[] = [
  [1, 33, 'identity gateway messaging'],
  [34, 44, 'identity'],
  [45, 60, 'identity planning messaging'],
  [61, 71, 'identity media messaging'],
  [72, 84, 'identity gateway'],
  [85, 115, 'planning'],
  [116, 119, 'planning messaging'],
  [120, 137, 'planning'],
  [138, 138, 'planning messaging'],
  [139, 143, 'planning'],
  [144, 153, 'planning billing'],
  [154, 162, 'media'],
  [163, 173, 'messaging media'],
  [174, 191, 'messaging identity'],
  [192, 203, 'planning messaging'],
  [204, 213, 'messaging'],
  [214, 221, 'billing messaging'],
  [222, 230, 'identity gateway messaging media planning'],
  [231, 239, 'identity gateway messaging'],
  [239, 239, 'planning messaging'],
  [240, 243, 'planning'],
  [244, 244, 'media'],
  [245, 246, 'messaging'],
  [247, 247, 'identity gateway'],
  [248, 248, 'identity messaging gateway'],
];
/** Parts of a rule that many services keep, each for its own. */
const SHARED = new Map([
  ['R113', 'messaging'],
  ['R109', 'messaging'],
  ['R29', 'planning'],
  ['R87', 'gateway'],
]);

describe('the number in a title', () => {
  it('is of a rule that the service keeps', () => {
    const strangers = files.flatMap((file) => {
      const [, service] = /^apps\/(\w+)\/.*spec\.ts$/.exec(file) ?? [];
      // The portal is the face of them all.
      return service === undefined || service === 'portal'
        ? []
        : rulesInTitles(textOf(file))
            .filter((rule) => !keepers(rule).includes(service))
            .map((rule) => `${file}: ${rule} is kept by ${keepers(rule).join(', ')}`);
    });
    expect(strangers).toEqual([]);
  });
});

function keepers(rule: string): string[] {
  const number = Number(rule.slice(1));
  return OWNERS.filter(([first, last]) => first <= number && number <= last)
    .flatMap(([, , services]) => services.split(' '))
    .concat(SHARED.get(rule) ?? []);
}

function rulesInTitles(text: string): string[] {
  const titles = text.matchAll(/\b(?:it|describe)(?:\.each\([^;]*?\))?\(\s*(['"`])(.*?)\1/g);
  const rules = [...titles].flatMap(([, , title = '']) => title.match(/\bR\d{1,3}\b/g) ?? []);
  return [...new Set(rules)];
}

/** What is named and not listed, with the file that names it. */
function unknown(pattern: RegExp): string[] {
  return files.flatMap((file) => {
    const text = textOf(file);
    return [...new Set(text.match(pattern) ?? [])]
      .filter((number) => !known.has(number))
      .map((number) => `${file}: ${number}`);
  });
}

function textOf(file: string): string {
  try {
    return readFileSync(join(ROOT, file), 'utf8');
  } catch {
    // Removed since, and not committed yet.
    return '';
  }
}
