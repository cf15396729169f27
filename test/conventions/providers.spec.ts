import { describe, expect, it } from '@jest/globals';
import { sourcesIn } from './support/source.js';

const CLASS = /@Injectable\(\)\s*export class (\w+)/g;
const FILE = /(?<!\.spec)\.ts$/;

/** What stands in a folder of a feature and not in the folder's own list, and what a module lists that a folder should. */
function misplaced(texts: ReadonlyMap<string, string>): string[] {
  const found: string[] = [];
  for (const [file, text] of texts) {
    const [, root, feature] = /^(apps\/[a-z]+\/src)\/([a-z-]+)\//.exec(file) ?? [];
    if (feature) {
      const list = `${root}/${feature}/${feature}.providers.ts`;
      const listed = new Set((texts.get(list) ?? '').match(/\w+/g));
      for (const [, name = ''] of text.matchAll(CLASS)) {
        if (!listed.has(name)) found.push(`${name} is not in ${list}`);
      }
    }
    if (!file.endsWith('.module.ts')) continue;
    const [, providers = ''] = /providers: \[([^]*?)\]/.exec(text) ?? [];
    for (const [, name = ''] of providers.matchAll(/(?<![\w:.] ?)\b([A-Z]\w+)(?=,|\s*$)/g)) {
      if (!new RegExp(`{ ${name} } from '\\./[a-z-]+\\.js'`).test(text)) {
        found.push(`${name} stands in ${file}`);
      }
    }
  }
  return found;
}

describe('A feature’s classes', () => {
  it('are listed beside the feature; a module only spreads the lists', () => {
    const texts = new Map(sourcesIn('apps', FILE).map(({ fileName, text }) => [fileName, text]));
    expect(
      [...texts.keys()].filter((file) => file.endsWith('.providers.ts')).length,
    ).toBeGreaterThan(15);
    expect(misplaced(texts)).toEqual([]);
  });

  it('are missed by the list, or seen in the module, where they are not', () => {
    const planted = new Map([
      ['apps/x/src/a/a.service.ts', '@Injectable()\nexport class AService {}'],
      ['apps/x/src/a/a.providers.ts', 'export const aProviders: Provider[] = [];'],
      [
        'apps/x/src/x.module.ts',
        "import { Bucket } from './bucket.js';\nimport { AService } from './a/a.service.js';\n@Module({ providers: [Bucket, AService, ...aProviders] })",
      ],
    ]);
    expect(misplaced(planted)).toEqual([
      'AService is not in apps/x/src/a/a.providers.ts',
      'AService stands in apps/x/src/x.module.ts',
    ]);
  });
});
