import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);
const TEXT = /\.(css|html|js|svg|txt)$/;

/** Puts each text file beside itself as `.br` and `.gz`: the gateway packs nothing while somebody waits. */
export const compressed = (): Plugin => ({
  name: 'compressed',
  apply: 'build',
  enforce: 'post',
  async closeBundle() {
    const folder = this.environment.config.build.outDir;
    const names = await readdir(folder, { recursive: true });
    await Promise.all(
      names
        .filter((name) => TEXT.test(name))
        .map(async (name) => {
          const file = join(folder, name);
          const bytes = await readFile(file);
          const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
          await writeFile(`${file}.br`, await toBrotli(bytes, { params }));
          await writeFile(`${file}.gz`, await toGzip(bytes, { level: 9 }));
        }),
    );
  },
});
