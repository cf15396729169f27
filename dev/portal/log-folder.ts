import { createWriteStream, type WriteStream } from 'node:fs';
import { chmod, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** For the owner alone, as are the data beside it: logs name people by their ids. Puts older ones right. */
export async function openLogFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  for (const name of await readdir(folder)) await chmod(join(folder, name), 0o600);
}

/** What a process writes is added to the end of its file. */
export function openLog(folder: string, process: string): WriteStream {
  return createWriteStream(join(folder, `${process}.log`), { flags: 'a', mode: 0o600 });
}
