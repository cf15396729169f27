import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';

/** Where Go expects programs; a module's zip does not say which files are some. */
const PROGRAMS = /^(bin|pkg\/tool)\//;

/**
 * Unpacks the zip of a Go module into a folder, without the prefix that all its names have. Gives its
 * hash as Go's checksum database writes it: "h1:" and the SHA-256, in base64, of the sorted list of the
 * SHA-256 of every file. What was unpacked is not to be trusted before that is the expected one.
 */
export async function unpackModule(zip: Buffer, prefix: string, folder: string): Promise<string> {
  const sums: { name: Buffer; line: string }[] = [];
  const archive = await fromBufferPromise(zip);
  for await (const entry of archive.eachEntry()) {
    const name = entry.fileName;
    if (!name.startsWith(prefix)) throw new Error(`${name} is not of ${prefix}`);
    const content = await buffer(await archive.openReadStreamPromise(entry));
    const digest = createHash('sha256').update(content).digest('hex');
    sums.push({ name: Buffer.from(name), line: `${digest}  ${name}\n` });
    await store(folder, name.slice(prefix.length), content);
  }
  sums.sort((a, b) => Buffer.compare(a.name, b.name));
  const list = sums.map(({ line }) => line).join('');
  return `h1:${createHash('sha256').update(list).digest('base64')}`;
}

async function store(folder: string, name: string, content: Buffer): Promise<void> {
  // A zip with a go.mod inside would be several modules, so those of a toolchain are called otherwise.
  const path = join(folder, name.replace(/(^|\/)_go\.mod$/, '$1go.mod'));
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content, { mode: PROGRAMS.test(name) ? 0o755 : 0o644 });
}
