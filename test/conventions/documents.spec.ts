import { describe, expect, it } from '@jest/globals';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as contracts from '@ouderportaal/contracts';
import ts from 'typescript';
import { filesKept, read, ROOT } from './support/files.js';
import { chainsIn, exists, importsIn, subjectsIn, usedIn } from './support/samples.js';

/** What guides make up to show a change with. */
const MADE_UP_FILES = /closures[.\w]*ts$|closures\.\{|\{closures|album-shared/;
const MADE_UP_NAMES = ['media.events.albumShared'];
const MADE_UP_CLASSES = /^Closure/;
const A_FOLDER = /^(apps|libs|cli|dev|test|bench|deploy|demo|docs)\//;

const documents = filesKept('*.md').map((file) => ({ file, text: read(file) }));
const guides = documents.filter(({ file }) => file.startsWith('docs/guides/'));

const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);

describe.each(documents)('$file', ({ file, text }) => {
  const prose = text.replaceAll(/^```[^]*?^```/gm, '');

  it('links to what is there', () => {
    const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    const dead = links.filter((link) => !/^https?:/.test(link) && !leadsSomewhere(file, link));
    expect(dead).toEqual([]);
  });

  it('names files and commands that are there', () => {
    const words = [...prose.matchAll(/`([^`\n]+)`/g)].flatMap(([, code = '']) =>
      code.replaceAll(/<[^>]+>/g, '*').split(' '),
    );
    const paths = words.filter((word) => A_FOLDER.test(word) && !MADE_UP_FILES.test(word));
    expect(paths.filter((path) => !isThere(path, file))).toEqual([]);
    const commands = [...text.matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)].map(([, name]) => name);
    expect(commands.filter((name) => !scripts.includes(name ?? ''))).toEqual([]);
  });
});

describe.each(guides)('the guide $file', ({ text }) => {
  it('is read while the work is done: at most 100 lines', () => {
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(100);
  });
});

describe.each(guides)('the samples of $file', ({ text }) => {
  const samples = [...text.matchAll(/^```ts\n([^]*?)^```/gm)].map(([, code = '']) => code);
  const declared = new Set(samples.flatMap(subjectsIn));

  it('can be parsed', () => {
    expect(samples.flatMap(syntaxErrors)).toEqual([]);
  });

  it('name contracts that exist, or that the guide itself declares', () => {
    const named = samples.flatMap((code) => chainsIn(code, contracts.SERVICE_NAMES));
    const isKnown = (chain: string) => exists(chain, contracts) || declared.has(chain);
    expect(named.filter((chain) => !isKnown(chain))).toEqual(
      MADE_UP_NAMES.filter((chain) => named.includes(chain)),
    );
  });

  it('use functions, classes and types that are there', () => {
    const words = wordsOfTheCode();
    const unknown = samples.flatMap(usedIn).filter((name) => !words.has(name));
    expect(unknown.filter((name) => !MADE_UP_CLASSES.test(name))).toEqual([]);
  });

  it('import what the libraries give', () => {
    const missing = samples
      .flatMap(importsIn)
      .filter(({ from, name }) => !(name in contracts) && !exportedBy(from).has(name));
    expect(missing).toEqual([]);
  });
});

describe('what stands above', () => {
  it('would see a contract that is none, a name that is not given, and what is no TypeScript', () => {
    const chains = chainsIn('await request(planning.care - requests.cancel, actor);', ['planning']);
    expect(chains.map((chain) => [chain, exists(chain, contracts)])).toEqual([
      ['planning.care', false],
    ]);
    const imports = importsIn(`import { EventConsumer, Outbox } from '@ouderportaal/database';`);
    expect(imports.map(({ from, name }) => exportedBy(from).has(name))).toEqual([false, true]);
    const used = usedIn('class A { constructor(events: EventConsumer) { events.onEvent(b); } }');
    expect(used.filter((name) => !wordsOfTheCode().has(name))).toEqual([
      'EventConsumer',
      'onEvent',
    ]);
    expect(syntaxErrors('list(tx: ReadTx: boolean {}')).not.toEqual([]);
  });

  it('would see a file or a heading that is gone', () => {
    expect(isThere('libs/bus/src/stream-keeper.ts', 'docs/architecture.md')).toBe(false);
    expect(isThere('apps/*/src/service.ts', 'docs/architecture.md')).toBe(true);
    expect(leadsSomewhere('docs/architecture.md', 'glossary.md#words-of-the-code')).toBe(true);
    expect(leadsSomewhere('docs/architecture.md', 'glossary.md#words-of-nobody')).toBe(false);
  });
});

/** Names that a library's files export, by their text: loading them all would take seconds. */
function exportedBy(library: string): Set<string> {
  const files = globSync(`libs/${library}/src/**/*.ts`, { cwd: ROOT });
  const texts = files.map((file) => read(file));
  const names = /^export (?:abstract |async )*(?:const|function|class|interface|type) (\w+)/gm;
  return new Set(texts.flatMap((text) => [...text.matchAll(names)].map(([, name = '']) => name)));
}

/** Every word of the sources. */
function wordsOfTheCode(): Set<string> {
  const files = globSync('{apps,libs,test/journeys}/**/*.ts', {
    cwd: ROOT,
    exclude: (name) => name === 'node_modules',
  });
  const texts = files.map((file) => read(file));
  return new Set(texts.flatMap((text) => text.match(/\b[A-Za-z]\w*\b/g) ?? []));
}

function leadsSomewhere(file: string, link: string): boolean {
  const [path = '', heading] = link.split('#');
  const target = path === '' ? join(ROOT, file) : join(ROOT, dirname(file), path);
  if (!existsSync(target) || heading === undefined) return existsSync(target);
  const headings = [...readFileSync(target, 'utf8').matchAll(/^#+ (.+)$/gm)];
  return headings.some(([, title = '']) => anchorOf(title) === heading);
}

function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

/** From the root, or from the document's own folder; `{a,b}` stands for each. */
function isThere(path: string, document: string): boolean {
  const plain = path.replace(/[:;,.)]+$/, '');
  const folders = [ROOT, join(ROOT, dirname(document))];
  return folders.some((cwd) => globSync(plain, { cwd }).length > 0);
}

/** A sample is a file, or the inside of a class or of an async function. */
function syntaxErrors(code: string): string[] {
  const ways = [code, `class Sample { ${code} }`, `async function sample() { ${code} }`];
  const found = ways.map((text) => ts.transpileModule(text, OPTIONS).diagnostics ?? []);
  if (found.some((diagnostics) => diagnostics.length === 0)) return [];
  return [`${ts.flattenDiagnosticMessageText(found[0]?.[0]?.messageText, ' ')}: ${code}`];
}

const OPTIONS: ts.TranspileOptions = {
  reportDiagnostics: true,
  compilerOptions: { experimentalDecorators: true, target: ts.ScriptTarget.Latest },
};
