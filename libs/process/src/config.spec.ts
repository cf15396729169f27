import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { readConfig } from './config.js';

const shape = { SECRET: z.string().min(5), PLAIN: z.string().default('plain') };

describe('Configuration', () => {
  let folder: string;
  const file = (content: string) => {
    const path = join(folder, 'secret');
    writeFileSync(path, content);
    return path;
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'config-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('takes a value from a file, without the line end that editors leave', () => {
    const config = readConfig('test', shape, { SECRET_FILE: file('hush-hush\n') });
    expect(config).toEqual({ SECRET: 'hush-hush', PLAIN: 'plain' });
  });

  it('takes a variable as it is when there is no file', () => {
    expect(readConfig('test', shape, { SECRET: 'hush-hush', SECRET_FILE: '' }).SECRET).toBe(
      'hush-hush',
    );
  });

  it('says what is wrong together, for every variable', () => {
    const read = () =>
      readConfig('test', shape, { SECRET: 'hush-hush' }, ({ PLAIN }) => [
        { name: 'PLAIN', message: `Is ${PLAIN.length} letters long` },
        { name: 'SECRET', message: 'Needs another PLAIN' },
      ]);
    expect(read).toThrow('  PLAIN: Is 5 letters long\n  SECRET: Needs another PLAIN');
  });

  it('says what is wrong without showing a value', () => {
    const message = (environment: Record<string, string>) => {
      try {
        readConfig('test', shape, environment);
        return 'nothing';
      } catch (error) {
        return (error as Error).message;
      }
    };
    const both = message({ SECRET: 'hush-hush', SECRET_FILE: file('other') });
    expect(both).toContain('SECRET_FILE: Give this or SECRET, not both');
    expect(message({ SECRET_FILE: '/nowhere' })).toContain('SECRET_FILE: The file cannot be read');
    const short = message({ SECRET_FILE: file('1234') });
    expect(short).toContain('SECRET: ');
    expect(short).not.toContain('1234');
  });
});
