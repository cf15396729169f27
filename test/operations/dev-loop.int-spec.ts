import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '@ouderportaal/testing';

const ROOT = join(import.meta.dirname, '../..');
const PATIENCE_MS = 60_000;

describe('npm run dev, with the gateway and billing alone', () => {
  let dataDir: string;
  let loop: ChildProcess;
  let said = '';

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'dev-loop-'));
    const args = ['--watch', '--without', 'identity,planning,media,messaging'];
    loop = spawn(process.execPath, ['dist/dev/start/main.js', ...args], {
      cwd: ROOT,
      env: { ...process.env, OUDERPORTAAL_DATA: dataDir, OUDERPORTAAL_PORT: '3987' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const output of [loop.stdout, loop.stderr])
      output?.on('data', (text: Buffer) => (said += text.toString()));
    await until('the loop to run', async () => said.includes('Debuggers:'), PATIENCE_MS);
  }, 120_000);

  afterAll(async () => {
    if (loop.exitCode === null) loop.kill('SIGKILL');
    await rm(dataDir, { recursive: true, force: true });
  });

  /** Saves a file without changing it, and says which processes became ready after that. */
  async function save(file: string, awaited: readonly string[]): Promise<string[]> {
    said = '';
    const path = join(ROOT, file);
    const { atime } = await stat(path);
    await utimes(path, atime, new Date());
    const ready = () => [...said.matchAll(/^(\w+) is ready again/gm)].map(([, name = '']) => name);
    await until(
      `${awaited.join(' and ')} to restart`,
      async () => awaited.every((name) => ready().includes(name)),
      PATIENCE_MS,
    );
    return ready().sort();
  }

  it('says once where each debugger listens', () => {
    expect(said.match(/^ {2}(gateway|billing) +127\.0\.0\.1:\d+$/gm)).toHaveLength(2);
  });

  it('says how to start what was left out, with an environment for its owner alone', async () => {
    expect(said).toMatch(/npx nest start planning --watch --env-file \S+planning\.env/);
    const file = join(dataDir, 'env/planning.env');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).toMatch(/^DATABASE_URL="postgres/m);
  });

  it(
    'restarts the service whose source is saved, and no other',
    async () => {
      expect(await save('apps/billing/src/service.ts', ['billing'])).toEqual(['billing']);
    },
    PATIENCE_MS * 2,
  );

  it(
    'restarts the services that load a library whose source is saved, and no other',
    async () => {
      const both = ['billing', 'gateway'];
      expect(await save('libs/kernel/src/index.ts', both)).toEqual(both);
      expect(await save('libs/database/src/runtime.ts', ['billing'])).toEqual(['billing']);
    },
    PATIENCE_MS * 3,
  );

  it(
    'ends everything with Ctrl-C',
    async () => {
      const urls = said.match(/127\.0\.0\.1:\d+/g) ?? [];
      loop.kill('SIGINT');
      await once(loop, 'exit');

      expect(loop.exitCode).toBe(0);
      for (const url of urls) await expect(fetch(`http://${url}`)).rejects.toThrow();
    },
    PATIENCE_MS,
  );
});
