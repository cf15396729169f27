import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openLog, openLogFolder } from './log-folder.js';

describe('The logs of npm start', () => {
  let folder: string;
  const modeOf = async (path: string) => (await stat(path)).mode & 0o777;
  const write = async (name: string) => {
    const log = openLog(folder, name);
    log.end('a line\n');
    await finished(log);
  };

  beforeAll(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'ouderportaal-logs-')), 'logs');
  });
  afterAll(() => rm(join(folder, '..'), { recursive: true }));

  it('are for their owner alone', async () => {
    await openLogFolder(folder);
    await write('planning');
    expect(await modeOf(folder)).toBe(0o700);
    expect(await modeOf(join(folder, 'planning.log'))).toBe(0o600);
  });

  it('become so when an earlier release left them open', async () => {
    await writeFile(join(folder, 'gateway.log'), 'before', { mode: 0o644 });
    await chmod(folder, 0o755);
    await openLogFolder(folder);
    await write('gateway');
    expect(await modeOf(folder)).toBe(0o700);
    expect(await modeOf(join(folder, 'gateway.log'))).toBe(0o600);
  });
});
