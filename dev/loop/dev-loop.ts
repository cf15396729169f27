import { CompiledTree } from './compiled-tree.js';
import { watchSources } from './source-tree.js';

const MIGRATION = /\/migrations\//;
const SHOWN_FILES = 3;

/** A process that runs what is compiled of `apps/<name>`. */
interface Restartable {
  name: string;
  restart(): Promise<void>;
}

interface DevLoopOptions {
  /** The repository. */
  root: string;
  /** Resolves when all of them run; what changes before waits for it. */
  processes: Promise<readonly Restartable[]>;
  /** What is watched, from the root. */
  folders: readonly string[];
  say: (text: string) => void;
}

/**
 * Compiles each source that changes and restarts the processes that load it, no others. While a source
 * does not compile, all processes stay as they are; what waits is restarted when it does.
 */
export async function startDevLoop(options: DevLoopOptions): Promise<{ stop(): void }> {
  const { root, folders, say } = options;
  const tree = new CompiledTree(root);
  const broken = new Set<string>();
  const waiting = new Map<string, Set<string>>();
  let processes: readonly Restartable[] = [];
  let isStopped = false;

  const take = async ({ file, isGone }: { file: string; isGone: boolean }): Promise<void> => {
    // Before and after: a file that nobody imports any more concerns those who did.
    const before = await concerned(file);
    try {
      await (isGone ? tree.remove(file) : tree.compile(file));
      broken.delete(file);
    } catch (error) {
      broken.add(file);
      const why = error instanceof Error ? error.message : String(error);
      say(`${file} does not compile; nothing is restarted until it does.\n\n${why.trimEnd()}\n`);
    }
    for (const name of new Set([...before, ...(await concerned(file))])) noteFor(name, file);
    if (MIGRATION.test(file)) say(`${file}: migrations run when npm run dev starts the next time.`);
  };
  const concerned = async (file: string): Promise<string[]> => {
    const loaded = await Promise.all(
      processes.map(async ({ name }) => ({
        name,
        files: await tree.loadedBy(`apps/${name}/src/main.ts`),
      })),
    );
    return loaded.filter(({ files }) => files.has(file)).map(({ name }) => name);
  };
  const noteFor = (name: string, file: string): void => {
    waiting.set(name, (waiting.get(name) ?? new Set()).add(file));
  };
  const restart = async (one: Restartable, files: ReadonlySet<string>): Promise<void> => {
    const begun = performance.now();
    try {
      await one.restart();
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      say(`${one.name} is ready again after ${seconds} s (${shortListOf(files)})`);
    } catch (error) {
      if (isStopped) return;
      const why = error instanceof Error ? error.message : String(error);
      say(`${why}\n${one.name} stays down until the next change of what it loads.`);
    }
  };

  let working = Promise.resolve();
  const sources = await watchSources(root, folders, (changes) => {
    working = working.then(async () => {
      processes = await options.processes;
      for (const change of changes) await take(change);
      if (broken.size > 0 || isStopped) return;
      const due = processes.filter(({ name }) => waiting.has(name));
      const restarts = due.map((one) => restart(one, waiting.get(one.name) ?? new Set()));
      waiting.clear();
      await Promise.all(restarts);
    });
  });
  return {
    stop: () => {
      isStopped = true;
      sources.stop();
    },
  };
}

function shortListOf(files: ReadonlySet<string>): string {
  const shown = [...files].slice(0, SHOWN_FILES).join(', ');
  const more = files.size - SHOWN_FILES;
  return more > 0 ? `${shown} and ${more} more` : shown;
}
