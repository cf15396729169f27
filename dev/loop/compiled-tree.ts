import { transformFile } from '@swc/core';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const IMPORTED = /(?:\bfrom|\bimport)\s*\(?\s*["'](\.[^"']+)["']/g;

/** Sources and what is compiled of them: one file at a time, and who imports what. */
export class CompiledTree {
  readonly #imports = new Map<string, readonly string[]>();

  constructor(
    private readonly root: string,
    private readonly outDir = 'dist',
  ) {}

  /** Compiles one source, as the build does; what was compiled before stays when it throws. */
  async compile(source: string): Promise<void> {
    const { code } = await transformFile(join(this.root, source), {
      configFile: join(this.root, '.swcrc'),
      cwd: this.root,
      jsc: { baseUrl: this.root },
      sourceMaps: 'inline',
    });
    const target = this.#pathOf(compiledOf(source));
    await mkdir(dirname(target), { recursive: true });
    // A process that starts at this moment reads the old one or the new one, never half of it.
    await writeFile(`${target}.new`, code);
    await rename(`${target}.new`, target);
    this.#imports.delete(compiledOf(source));
  }

  async remove(source: string): Promise<void> {
    const target = this.#pathOf(compiledOf(source));
    await Promise.all([rm(target, { force: true }), rm(`${target}.map`, { force: true })]);
    this.#imports.delete(compiledOf(source));
  }

  /** All that a process loads that begins with this source, itself among it; as sources. */
  async loadedBy(entry: string): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    const waiting = [compiledOf(entry)];
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
      if (found.has(file)) continue;
      found.add(file);
      waiting.push(...(await this.#importsOf(file)));
    }
    return new Set([...found].map((file) => file.replace(/\.js$/, '.ts')));
  }

  async #importsOf(file: string): Promise<readonly string[]> {
    const known = this.#imports.get(file);
    if (known) return known;
    const code = await readFile(this.#pathOf(file), 'utf8').catch(() => '');
    const imports = [...code.matchAll(IMPORTED)].map(([, path = '']) => join(dirname(file), path));
    this.#imports.set(file, imports);
    return imports;
  }

  #pathOf(compiled: string): string {
    return join(this.root, this.outDir, compiled);
  }
}

function compiledOf(source: string): string {
  return source.replace(/\.ts$/, '.js');
}
