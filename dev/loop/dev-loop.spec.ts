import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { until } from '@ouderportaal/testing';
import { CompiledTree } from './compiled-tree.js';
import { startDevLoop } from './dev-loop.js';

const REPOSITORY = join(import.meta.dirname, '../..');

const SOURCES = {
  'apps/one/src/main.ts': `import '@ouderportaal/kernel'; import './own.js'; export type { Kind } from './kind.js';`,
  'apps/one/src/own.ts': `export const own = 1;`,
  'apps/one/src/kind.ts': `export type Kind = 'a';`,
  'apps/two/src/main.ts': `const { shared } = await import('@ouderportaal/kernel'); console.log(shared);`,
  'apps/three/src/main.ts': `export const alone = 3;`,
  'libs/kernel/src/index.ts': `export { shared } from './shared.js';`,
  'libs/kernel/src/shared.ts': `export const shared = 1;`,
};

describe('a loop of three processes', () => {
  let root: string;
  let loop: { stop(): void };
  let restarted: string[];
  let said: string[];
  let failing: string | undefined;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'dev-loop-'));
    await cp(join(REPOSITORY, '.swcrc'), join(root, '.swcrc'));
    for (const [file, code] of Object.entries(SOURCES)) {
      await write(file, code);
      await new CompiledTree(root).compile(file);
    }
    restarted = [];
    said = [];
    failing = undefined;
    loop = await startDevLoop({
      root,
      folders: ['apps', 'libs'],
      say: (text) => said.push(text),
      processes: Promise.resolve(
        ['one', 'two', 'three'].map((name) => ({
          name,
          restart: () => {
            restarted.push(name);
            return name === failing
              ? Promise.reject(new Error(`${name} said: no`))
              : Promise.resolve();
          },
        })),
      ),
    });
  });

  afterEach(async () => {
    loop.stop();
    await rm(root, { recursive: true, force: true });
  });

  async function write(file: string, code: string): Promise<void> {
    const path = join(root, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, code);
  }

  const compiled = (file: string) => readFile(join(root, 'dist', file), 'utf8');
  const reports = (text: string) =>
    until(`'${text}'`, () => Promise.resolve(said.find((one) => one.includes(text))));

  it('restarts the one that loads what changed, from what was compiled of it', async () => {
    await write('apps/one/src/own.ts', `export const own: number = 42;`);
    await reports('one is ready again');

    expect(restarted).toEqual(['one']);
    expect(await compiled('apps/one/src/own.js')).toContain('own = 42');
  });

  it('restarts all that load a changed library, also through its index or while they run', async () => {
    await write('libs/kernel/src/shared.ts', `export const shared = 2;`);
    await reports('two is ready again');

    expect(restarted).toEqual(['one', 'two']);
  });

  it('hears of a file that an editor wrote beside it and renamed', async () => {
    await write('apps/three/src/main.ts.tmp', `export const alone = 33;`);
    await rename(join(root, 'apps/three/src/main.ts.tmp'), join(root, 'apps/three/src/main.ts'));
    await reports('three is ready again');

    expect(await compiled('apps/three/src/main.js')).toContain('alone = 33');
  });

  it('hears of a file in a folder that is new, once something loads it', async () => {
    await write('apps/three/src/deep/er/new.ts', `export const fresh = 1;`);
    await write('apps/three/src/main.ts', `export { fresh } from './deep/er/new.js';`);
    await reports('three is ready again');
    said.length = 0;

    await write('apps/three/src/deep/er/new.ts', `export const fresh = 2;`);
    await reports('three is ready again');

    expect(new Set(restarted)).toEqual(new Set(['three']));
  });

  it('says what does not compile, with its place, and keeps every process until it does', async () => {
    await write('apps/one/src/own.ts', `export const own = ;`);
    await write('apps/three/src/main.ts', `export const alone = 4;`);
    const error = await reports('apps/one/src/own.ts does not compile');

    expect(error).toMatch(/own = ;/);
    expect(restarted).not.toContain('one');
    expect(await compiled('apps/one/src/own.js')).toContain('own = 1');

    await write('apps/one/src/own.ts', `export const own = 5;`);
    await reports('one is ready again');
    await reports('three is ready again');
  });

  it('tells why one did not start, and tries again with the next change', async () => {
    failing = 'one';
    await write('apps/one/src/own.ts', `export const own = 6;`);
    await reports('one said: no');

    failing = undefined;
    await write('apps/one/src/own.ts', `export const own = 7;`);
    await reports('one is ready again');
  });

  it('leaves processes alone that loaded nothing of a removed file', async () => {
    await rm(join(root, 'apps/one/src/own.ts'));
    await write('apps/one/src/main.ts', `export const without = 'own';`);
    await reports('one is ready again');

    expect(new Set(restarted)).toEqual(new Set(['one']));
    await expect(compiled('apps/one/src/own.js')).rejects.toThrow(/ENOENT/);
  });
});
