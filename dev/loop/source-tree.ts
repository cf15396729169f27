import { type FSWatcher, watch } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';

const SETTLES_MS = 30;
const LEFT_OUT_FOLDERS = new Set(['node_modules', 'dist', 'test']);
const SOURCE = /\.ts$/;
const NOT_A_SOURCE = /\.(d|spec|int-spec|e2e-spec)\.ts$/;

interface SourceChange {
  /** Path from the root, with slashes. */
  file: string;
  isGone: boolean;
}

interface SourceTree {
  stop(): void;
}

/**
 * Says which sources were written, added or removed, once they have been left alone for a moment. What
 * the system says of a folder is only a reason to look: editors write beside a file and rename, and no
 * two systems tell that in the same way. What counts is the time of each file.
 */
export async function watchSources(
  root: string,
  folders: readonly string[],
  onChange: (changes: SourceChange[]) => void,
): Promise<SourceTree> {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  let looking = Promise.resolve();
  let isStopped = false;
  const lookSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      looking = looking.then(look);
    }, SETTLES_MS);
  };
  const scan = async (): Promise<Map<string, number>> => {
    const times = new Map<string, number>();
    const seen = new Set<string>();
    for (const folder of folders) await readFolder(join(root, folder), times, seen);
    for (const [folder, watcher] of watchers)
      if (!seen.has(folder)) {
        watcher.close();
        watchers.delete(folder);
      }
    return times;
  };
  const readFolder = async (
    folder: string,
    times: Map<string, number>,
    seen: Set<string>,
  ): Promise<void> => {
    if (isStopped) return;
    if (!watchers.has(folder)) watchFolder(folder);
    seen.add(folder);
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    await Promise.all(
      entries.map(async (entry) => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) {
          if (!LEFT_OUT_FOLDERS.has(entry.name)) await readFolder(path, times, seen);
        } else if (SOURCE.test(path) && !NOT_A_SOURCE.test(path)) {
          const found = await stat(path).catch(() => null);
          if (found) times.set(relative(root, path), found.mtimeMs);
        }
      }),
    );
  };
  const watchFolder = (folder: string): void => {
    try {
      const watcher = watch(folder, lookSoon);
      watcher.on('error', lookSoon);
      watchers.set(folder, watcher);
    } catch {
      // It went away meanwhile; the folder above it says so.
    }
  };
  let known = await scan();
  const look = async (): Promise<void> => {
    const now = await scan();
    const written = [...now].filter(([file, time]) => known.get(file) !== time);
    const gone = [...known.keys()].filter((file) => !now.has(file));
    known = now;
    const changes = [
      ...written.map(([file]) => ({ file, isGone: false })),
      ...gone.map((file) => ({ file, isGone: true })),
    ];
    if (changes.length > 0 && !isStopped) onChange(changes);
  };
  return {
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
      for (const watcher of watchers.values()) watcher.close();
      watchers.clear();
    },
  };
}
