import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, matchesGlob, normalize } from 'node:path';
import { describe, expect, it } from '@jest/globals';

/** What the build takes in, by the rules of .dockerignore and the lines of the Dockerfile. */
const rules = readFileSync('.dockerignore', 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));
const dockerfile = readFileSync('Dockerfile', 'utf8');
const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, from = '']) =>
  from.split(' '),
);

/** The last rule that speaks of a path, or of a folder above it, decides. */
function isLeftOut(path: string): boolean {
  const parts = path.split('/');
  const above = parts.map((_part, index) => parts.slice(0, index + 1).join('/'));
  return rules.reduce((out, rule) => {
    const pattern = rule.replace(/^!/, '');
    const speaks = above.some((one) => matchesGlob(one, pattern));
    return speaks ? !rule.startsWith('!') : out;
  }, false);
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

const shipped = copied
  .filter((name) => !name.includes('.'))
  .flatMap(filesOf)
  .filter((path) => !isLeftOut(path));
const sources = shipped.filter((path) => /\.tsx?$/.test(path));

interface Package {
  dependencies: Record<string, string>;
}
const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Package;

function importsOf(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  const found = text.matchAll(
    /^(?:import|export) (?!type )[^;]*?from '([^']+)'|^import '([^']+)'|import\('([^']+)'\)/gm,
  );
  return [...found].map(([, first, second, third]) => first ?? second ?? third ?? '');
}

const isThere = (file: string) =>
  [file, file.replace(/\.ts$/, '.tsx')].some((each) => existsSync(each) && !isLeftOut(each));

/** The file of ours that is meant, or undefined for a package. */
function fileOf(from: string, specifier: string): string | undefined {
  const ours = /^@ouderportaal\/([\w-]+)(?:\/([\w-]+))?$/.exec(specifier);
  if (ours) return `libs/${ours[1]}/src/${ours[2] ?? 'index'}.ts`;
  if (!specifier.startsWith('.')) return undefined;
  return normalize(join(dirname(from), specifier.replace(/\.js$/, '.ts')));
}

describe('S38: what the production image holds', () => {
  it('is apps, commands and the libraries they need, and no test, no rig and no server of development', () => {
    expect(copied.filter((name) => !name.includes('.'))).toEqual(['apps', 'libs', 'cli']);
    expect(sources.length).toBeGreaterThan(200);
    const strangers = shipped.filter((path) =>
      /(^|\/)(test|dev|bench)\/|\.(int-)?spec\.ts$|^libs\/(testing|backing-services)\/|^cli\/restore-drill\//.test(
        path,
      ),
    );
    expect(strangers).toEqual([]);
  });

  it('holds what every file of it imports', () => {
    const missing = sources.flatMap((path) =>
      importsOf(path)
        .map((specifier) => fileOf(path, specifier))
        .filter((file) => file !== undefined)
        .filter((file) => !isThere(file))
        .map((file) => `${path} needs ${file}`),
    );
    expect(missing).toEqual([]);
  });

  it('imports no package that is there for development only', () => {
    // Vite builds the portal into files that need no package.
    const run = sources.filter((path) => !path.startsWith('apps/portal/'));
    const wanted = run.flatMap((path) =>
      importsOf(path)
        .filter((specifier) => fileOf(path, specifier) === undefined && !isBuiltin(specifier))
        .map((specifier) => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier),
    );
    expect(wanted.length).toBeGreaterThan(20);
    expect([...new Set(wanted)].filter((name) => !(name in dependencies))).toEqual([]);
  });

  it('would notice a library of the tests', () => {
    expect(isLeftOut('libs/testing/src/index.ts')).toBe(true);
    expect(isLeftOut('apps/planning/test/support/given.ts')).toBe(true);
    expect(isLeftOut('apps/planning/src/main.ts')).toBe(false);
    expect(isLeftOut('docs/architecture.md')).toBe(true);
    expect(fileOf('apps/x/src/y.ts', '@ouderportaal/testing')).toBe('libs/testing/src/index.ts');
  });
});
