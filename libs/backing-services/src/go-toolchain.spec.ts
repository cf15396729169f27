import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readEnvironment } from './environment.js';
import { findGo, NoGo } from './go-toolchain.js';
import { unpackModule } from './module-zip.js';

/** `m@v1/src/_go.mod` and `m@v1/bin/go`; the hash was computed apart from the code under test. */
const ZIP = Buffer.from(
  'UEsDBBQAAAAIAAAAIQBNZcwrDQAAAAsAAAAQAAAAbUB2MS9zcmMvX2dvLm1vZMvNTynNSVUoLknhAgBQSwMEFAAAAAgAAAAhAB2d+wQMAAAACgAAAAsAAABtQHYxL2Jpbi9nb1NW1E/KzNMvzuACAFBLAQIUAxQAAAAIAAAAIQBNZcwrDQAAAAsAAAAQAAAAAAAAAAAAAACAAQAAAABtQHYxL3NyYy9fZ28ubW9kUEsBAhQDFAAAAAgAAAAhAB2d+wQMAAAACgAAAAsAAAAAAAAAAAAAAIABOwAAAG1AdjEvYmluL2dvUEsFBgAAAAACAAIAdwAAAHAAAAAAAA==',
  'base64',
);
const HASH = 'h1:JA4GC2TDaT1qprBnWsPicxYOjfC1JgfM4hFYNA+na7k=';

let root: string;
let server: Server;
let goProxy: string;
let answer: { status: number; body: Buffer };

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'go-toolchain-'));
  server = createServer((_request, response) => {
    response.writeHead(answer.status).end(answer.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  goProxy = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.close();
  await rm(root, { recursive: true, force: true });
});

describe('the zip of a Go module', () => {
  it('is unpacked with programs that can run, and hashed as the checksum database does', async () => {
    const folder = join(root, 'unpacked');
    await expect(unpackModule(ZIP, 'm@v1/', folder)).resolves.toBe(HASH);
    expect((await stat(join(folder, 'bin/go'))).mode & 0o777).toBe(0o755);
    expect(await readFile(join(folder, 'src/go.mod'), 'utf8')).toBe('module std\n');
  });

  it('is refused when it holds something else', async () => {
    const folder = join(root, 'other');
    await expect(unpackModule(ZIP, 'm@v2/', folder)).rejects.toThrow(/is not of m@v2/);
  });
});

describe('Go where none is installed', () => {
  it.each([
    ['another toolchain than the pinned one', 200, ZIP, /cannot be unpacked: m@v1/],
    ['no files at all', 200, emptyZip(), /is not what is pinned here/],
    ['no zip', 200, Buffer.from('<html>'), /cannot be unpacked/],
    ['that there is none', 404, Buffer.alloc(0), /status 404/],
  ])('is refused when the proxy gives %s, and nothing stays', async (_, status, body, words) => {
    answer = { status, body };
    const cacheDir = await mkdtemp(join(root, 'cache-'));
    const environment = { ...readEnvironment(), path: '', cacheDir, goProxy };
    const attempt = findGo(environment, () => undefined);
    await expect(attempt).rejects.toThrow(NoGo);
    await expect(attempt).rejects.toThrow(words);
    expect(await readdir(cacheDir)).toEqual([]);
  });

  it('is not fetched where GOPROXY forbids it', async () => {
    const cacheDir = join(root, 'forbidden');
    const environment = { ...readEnvironment(), path: '', cacheDir, goProxy: undefined };
    await expect(findGo(environment, () => undefined)).rejects.toThrow(/GOPROXY forbids/);
  });
});

function emptyZip(): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  return end;
}
