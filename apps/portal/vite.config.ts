import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { compressed } from './build/compressed.ts';
import { workerKnowsFiles } from './build/worker-knows-files.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** A running portal's API, for `npm run portal:dev`. */
const API = 'http://127.0.0.1:3000';

/** What every page needs. */
const FRAME =
  /\/portal\/src\/(?!.*\.en\.ts|.*help-text|help\/help\.|app\/bare-page)(?:app|ui|texts|theme|api|dates|drafts|offline\/(?:keep|register)|help\/help-button)/;

export default defineConfig({
  root: here('.'),
  oxc: { jsx: { runtime: 'automatic' } },
  server: { port: 5173, strictPort: true, proxy: { '/api': API, '/manifest': API } },
  build: {
    outDir: here('../../dist/portal'),
    emptyOutDir: true,
    // The page's policy knows no `data:` font or script, and the browsers we serve need no polyfill.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ['chrome123', 'safari17.5', 'firefox120'],
    rolldownOptions: {
      // Libraries mark what runs in a browser; all of ours does.
      onLog: (level, log, handle) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
      },
      input: { index: here('index.html'), sw: here('src/offline/sw.ts') },
      output: {
        // Two files at the start instead of twenty: they compress better, and the libraries stay cached
        // when the portal changes. Screens, English and what is rarely needed stay apart.
        codeSplitting: {
          groups: [
            { name: 'libraries', test: /node_modules/, priority: 2 },
            { name: 'frame', test: FRAME, priority: 1 },
          ],
        },
        entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  plugins: [workerKnowsFiles(), compressed()],
});
