import { describe, expect, it } from '@jest/globals';
import { filesKept, read, withoutComments } from './support/files.js';

const DECLARATION =
  /^export (?:declare |abstract |async )*(?:const|let|function\*?|class|interface|type|enum) (\w+)/gm;

/**
 * What ships, and what starts it; helpers of tests are offered before a test takes them, and a service's
 * migrations are found by their folder.
 */
const isLookedAt = (file: string) =>
  /^(apps|libs|cli|dev)\/.*\.tsx?$/.test(file) &&
  !/^libs\/testing\/|\/database\/migrations\/|\.(int-)?spec\.ts$|\/schema\.d\.ts$/.test(file);

/** Names that a file offers to others although no other file mentions them. */
function onlyOwn(files: ReadonlyMap<string, string>): string[] {
  const wordsOf = new Map([...files].map(([file, text]) => [file, words(text)]));
  const mentions = new Map<string, number>();
  for (const word of [...wordsOf.values()].flatMap((found) => [...found])) {
    mentions.set(word, (mentions.get(word) ?? 0) + 1);
  }
  return [...files]
    .filter(([file]) => isLookedAt(file))
    .flatMap(([file, text]) =>
      [...text.matchAll(DECLARATION)]
        .filter(([, name = '']) => mentions.get(name) === 1)
        .map(([, name = '']) => `${file}: ${name}`),
    );
}

function words(text: string): Set<string> {
  return new Set(withoutComments(text).match(/[A-Za-z_$][\w$]*/g));
}

describe('an export', () => {
  it('is used by another file; what is not loses the word, or goes', () => {
    const files = filesKept('*.ts', '*.tsx', '*.mjs', '*.cjs');
    const texts = new Map(files.map((file) => [file, read(file)]));
    expect(onlyOwn(texts)).toEqual([]);
  });

  it('would be seen: a comment is no use of it, a spec is', () => {
    const declared = 'export interface Planted {}\nexport const planted = 1;\n';
    const files = (other: string, text: string) =>
      onlyOwn(
        new Map([
          ['libs/bus/src/a.ts', declared],
          [other, text],
        ]),
      );
    expect(files('libs/bus/src/b.ts', '// Planted, planted\n')).toEqual([
      'libs/bus/src/a.ts: Planted',
      'libs/bus/src/a.ts: planted',
    ]);
    expect(files('libs/bus/src/a.spec.ts', 'const one: Planted = planted;')).toEqual([]);
  });
});
