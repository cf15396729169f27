import { describe, expect, it } from '@jest/globals';
import openapiTS, { astToString } from 'openapi-typescript';
import { filesKept, read, withoutComments } from './support/files.js';

const SOURCE = 'apps/portal/src/';
const files = filesKept(SOURCE)
  .filter((file) => /\.(tsx?|css)$/.test(file))
  .map((file) => [file, read(file)] as const);
const ofKind = (kind: RegExp) => files.filter(([file]) => kind.test(file));

/** Where a pattern stands, as `file: what`. */
const found = (sources: readonly (readonly [string, string])[], pattern: RegExp) =>
  sources.flatMap(([file, text]) =>
    [...withoutComments(text).matchAll(pattern)].map(([what]) => `${file}: ${what.trim()}`),
  );

describe('the portal', () => {
  it('has types of the document that is committed', async () => {
    const document = JSON.parse(read('docs/api/openapi.json')) as Parameters<typeof openapiTS>[0];
    const types = astToString(await openapiTS(document));
    const committed = read(`${SOURCE}api/schema.d.ts`);
    expect(committed.slice(committed.indexOf('export interface paths')).trim()).toBe(types.trim());
  });

  it('asks and changes in its queries only, and changes by `useSend` with a key', () => {
    const code = ofKind(/\.tsx?$/).filter(([file]) => !/\/(app|api)\/|offline\/sw\.ts$/.test(file));
    const elsewhere = code.filter(([file]) => !file.endsWith('.queries.ts'));
    expect(found(elsewhere, /\bapi\.[A-Z]+\(|\bfetch\(|\buseMutation\b/g)).toEqual([]);
    expect(found(code, /\buseMutation\b/g)).toEqual([]);
    const changes = code.flatMap(([file, text]) =>
      [
        ...text.matchAll(
          /api\.(?:POST|PUT|PATCH|DELETE)\('([^']+)'[^]*?(?=\n(?:export|const|async|function)|$)/g,
        ),
      ].map(([change, path = '']) => ({ file, path, change })),
    );
    expect(changes.length).toBeGreaterThan(5);
    expect(
      changes.filter(({ change, path }) => !change.includes('keyed(') && !KEYLESS.has(path)),
    ).toEqual([]);
  });

  it('names colours in its tokens only', () => {
    const styles = ofKind(/\.css$/).filter(([file]) => !file.endsWith('tokens.css'));
    const markup = ofKind(/\.tsx$/).filter(([file]) => !file.endsWith('/mark.tsx'));
    expect(found([...styles, ...markup], COLOUR)).toEqual([]);
  });

  it('has nothing that its policy would refuse: no style in an element, no markup from a text', () => {
    expect(found(ofKind(/\.tsx?$/), NOT_ALLOWED)).toEqual([]);
    expect(read('apps/portal/index.html')).not.toMatch(/<style|style=|<script(?![^>]*src=)/);
  });

  it('uses the classes that its styles define, and no others', () => {
    const defined = new Set(
      ofKind(/\.css$/).flatMap(([, text]) =>
        [...withoutComments(text).matchAll(/\.(-?[a-z][\w-]*)/g)].map(([, name = '']) => name),
      ),
    );
    const code = ofKind(/\.tsx?$/)
      .map(([, text]) => text)
      .join('\n');
    const named = [...code.matchAll(/className=(?:"([^"]*)"|\{`([^`]*)`\})/g)].flatMap(
      ([, plain = '', built = '']) =>
        `${plain} ${built.replaceAll(/\$\{[^}]*\}/g, '*')}`.split(/\s+/),
    );
    const unknown = named.filter(
      (name) => name !== '' && !name.includes('*') && !defined.has(name),
    );
    expect([...new Set(unknown)]).toEqual([]);
    const unused = [...defined].filter((name) => !/[\d]$|^woff2/.test(name) && !usedIn(code, name));
    expect(unused).toEqual([]);
  });

  it.each([
    ['a colour', COLOUR_SAMPLES, () => COLOUR],
    ['what the policy refuses', NOT_ALLOWED_SAMPLES, () => NOT_ALLOWED],
  ])('would see %s', (_what, samples, pattern) => {
    expect(samples().map((sample) => found([['a', sample]], pattern()).length)).toEqual(
      samples().map(() => 1),
    );
  });
});

/** Signing in keeps no answer, so it takes no key; a preview changes nothing. */
const KEYLESS = new Set(['/api/sessions', '/api/care-requests/preview']);
const COLOUR = /#[0-9a-f]{3,8}\b(?!['"]?\))|\b(?:rgba?|hsla?|oklch|oklab|lab|lch)\(/gi;
const NOT_ALLOWED =
  /\bstyle=|<style\b|dangerouslySetInnerHTML|\.(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write\b|\beval\(|new Function\(/g;
function COLOUR_SAMPLES() {
  return ['a { color: #fff; }', 'b { background: rgb(0 0 0); }', 'c { fill: hsl(0 0% 0%) }'];
}
function NOT_ALLOWED_SAMPLES() {
  return ['<p style={{}}>', '<style>', 'x.innerHTML = y', 'dangerouslySetInnerHTML={x}', 'eval(x)'];
}
/** A class may be put together: `button-${kind}`. */
const usedIn = (code: string, name: string) =>
  new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(code) ||
  name
    .split('-')
    .some((_part, at, parts) => at > 0 && code.includes(`${parts.slice(0, at).join('-')}-\${`));
