import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/** What `sw.ts` calls the list; replaced here by the names of the files that a start needs. */
const PLACEHOLDER = '__PORTAL_FILES__';
const VERSION = '__PORTAL_VERSION__';

/** Tells the service worker which files this build is made of, and what it is called. */
export const workerKnowsFiles = (): Plugin => ({
  name: 'worker-knows-files',
  apply: 'build',
  generateBundle(_options, bundle) {
    const worker = bundle['sw.js'];
    if (worker?.type !== 'chunk') throw new Error('the build has no sw.js');
    const names = Object.keys(bundle)
      .filter((name) => name.startsWith('assets/'))
      .sort();
    const files = ['/', '/icon.svg', ...names.map((name) => `/${name}`)];
    const version = createHash('sha256').update(files.join()).digest('hex').slice(0, 12);
    worker.code = worker.code
      .replace(new RegExp(`["'\`]${PLACEHOLDER}["'\`]`), JSON.stringify(files))
      .replace(VERSION, version);
  },
});
