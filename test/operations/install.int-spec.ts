import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const NO_SUCH_NODE = '>=999';

interface Package {
  devEngines: { runtime: { version: string } };
  dependencies: Record<string, string>;
}
interface Lock {
  packages: Record<string, { engines?: Record<string, string> }>;
}

describe('npm ci', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ouderportaal-install-'));
    for (const name of ['package.json', 'package-lock.json', '.npmrc']) {
      await copyFile(name, join(folder, name));
    }
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const change = async (name: string, how: (content: never) => void) => {
    const file = join(folder, name);
    const content = JSON.parse(await readFile(file, 'utf8')) as never;
    how(content);
    await writeFile(file, JSON.stringify(content));
  };
  /** What it would do, without a registry; without what a surrounding npm has set. */
  const npmCi = (...more: string[]) =>
    new Promise<{ code: unknown; complaints: string }>((resolve) => {
      const inherited = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
      const args = ['ci', '--dry-run', '--offline', '--ignore-scripts', '--no-audit', ...more];
      const options = { cwd: folder, env: Object.fromEntries(inherited) };
      execFile('npm', args, options, (error, _stdout, stderr) =>
        resolve({ code: error?.code ?? 0, complaints: stderr }),
      );
    });

  it('says nothing of packages that are meant for the Node.js which it brings', async () => {
    await change('package-lock.json', ({ packages }: Lock) => {
      Object.assign(packages['node_modules/zod'] ?? {}, { engines: { node: NO_SUCH_NODE } });
    });

    expect(await npmCi('--loglevel=warn')).toEqual({
      code: 0,
      complaints: expect.stringContaining('EBADENGINE'),
    });
    expect(await npmCi()).toEqual({ code: 0, complaints: '' });
  });

  it('still refuses a Node.js that is too old to bring the right one', async () => {
    await change('package.json', ({ devEngines }: Package) => {
      devEngines.runtime.version = NO_SUCH_NODE;
    });

    const { code, complaints } = await npmCi();

    expect(code).toBe(1);
    expect(complaints).toContain('EBADDEVENGINES');
  });

  it('still says what is wrong: a package that the lock file does not know', async () => {
    await change('package.json', ({ dependencies }: Package) => {
      dependencies['left-pad'] = '1.3.0';
    });

    const { code, complaints } = await npmCi();

    expect(code).toBe(1);
    expect(complaints).toContain('left-pad');
  });
});
