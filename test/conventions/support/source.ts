import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as contracts from '@ouderportaal/contracts';
import type { Rpc } from '@ouderportaal/contracts';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '../../..');

/** Every TypeScript file below a folder whose path matches, parsed. */
export function sourcesIn(folder: string, which: RegExp): ts.SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && which.test(file) && !file.includes('node_modules'))
    .map((file) => parse(readFileSync(join(ROOT, folder, file), 'utf8'), `${folder}/${file}`));
}

export function parse(text: string, name = 'test.ts'): ts.SourceFile {
  return ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
}

/** Subjects of the contracts that a file asks: `request(planning.queue.list, …)`, whatever the object. */
export function askedIn(source: ts.SourceFile): Set<string> {
  const names = namesIn(source);
  const asked = new Set<string>();
  for (const call of nodesIn(source).filter(ts.isCallExpression)) {
    const [contract] = call.arguments;
    if (!contract || lastNameOf(call.expression) !== 'request') continue;
    const found = valueAt(pathOf(contract, names)) as Partial<Rpc> | undefined;
    if (found?.kind === 'rpc' && found.subject) asked.add(found.subject);
  }
  return asked;
}

/** Texts that a file's code holds, but for the lists of what an operation may end in. */
export function textsIn(source: ts.SourceFile): Set<string> {
  const texts = nodesIn(source).filter(ts.isStringLiteral);
  return new Set(texts.filter((text) => !isInProblemList(text)).map(({ text }) => text));
}

function isInProblemList(node: ts.Node): boolean {
  const list = node.parent;
  const owner = ts.isArrayLiteralExpression(list) ? list.parent : undefined;
  return (
    owner !== undefined && ts.isPropertyAssignment(owner) && owner.name.getText() === 'problems'
  );
}

/** What a file calls parts of the contracts: `const { queue } = planning` gives `queue: planning.queue`. */
function namesIn(source: ts.SourceFile): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const { name, initializer } of nodesIn(source).filter(ts.isVariableDeclaration)) {
    const path = initializer && pathOf(initializer, names);
    if (!path) continue;
    if (ts.isIdentifier(name)) names.set(name.text, path);
    if (!ts.isObjectBindingPattern(name)) continue;
    for (const element of name.elements) {
      const from = (element.propertyName ?? element.name).getText();
      names.set(element.name.getText(), [...path, from]);
    }
  }
  return names;
}

function pathOf(node: ts.Node, names: ReadonlyMap<string, string[]>): string[] | undefined {
  if (ts.isIdentifier(node)) return names.get(node.text) ?? [node.text];
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const owner = pathOf(node.expression, names);
  return owner && [...owner, node.name.text];
}

function valueAt(path: readonly string[] | undefined): unknown {
  return path?.reduce<unknown>(
    (value, step) => (value as Record<string, unknown> | undefined)?.[step],
    contracts,
  );
}

function lastNameOf(node: ts.Expression): string {
  return ts.isPropertyAccessExpression(node) ? node.name.text : node.getText();
}

export function nodesIn(node: ts.Node): ts.Node[] {
  const inside: ts.Node[] = [];
  node.forEachChild((child) => void inside.push(child, ...nodesIn(child)));
  return inside;
}
