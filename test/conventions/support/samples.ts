import ts from 'typescript';
import { nodesIn, parse } from './source.js';

/** Names that a sample imports from our libraries. */
export function importsIn(code: string): { from: string; name: string }[] {
  return nodesIn(parse(code))
    .filter(ts.isImportDeclaration)
    .filter((node) => !/^import type\b/.test(node.getText()))
    .flatMap(({ moduleSpecifier, importClause }) => {
      const [, from] =
        /^@ouderportaal\/(\w+)$/.exec((moduleSpecifier as ts.StringLiteral).text) ?? [];
      const names = importClause?.namedBindings;
      if (from === undefined || names === undefined || !ts.isNamedImports(names)) return [];
      return names.elements
        .filter(({ isTypeOnly }) => !isTypeOnly)
        .map(({ name, propertyName }) => ({ from, name: (propertyName ?? name).text }));
    });
}

/** What a sample reaches through a service's contracts: `planning.careRequests.cancel`. */
export function chainsIn(code: string, services: readonly string[]): string[] {
  return nodesIn(parse(code))
    .filter((node) => ts.isPropertyAccessExpression(node) || ts.isQualifiedName(node))
    .filter(({ parent }) => !ts.isPropertyAccessExpression(parent) && !ts.isQualifiedName(parent))
    .map((node) => node.getText().replaceAll(/\s/g, ''))
    .filter((chain) => services.includes(chain.split('.')[0] ?? ''));
}

/** What a sample declares: `rpc('planning.closures.list', …)`, and an event by its constant's name. */
export function subjectsIn(code: string): string[] {
  return nodesIn(parse(code))
    .filter(ts.isCallExpression)
    .flatMap((call) => {
      const [subject] = call.arguments;
      if (!subject || !ts.isStringLiteral(subject)) return [];
      const kind = call.expression.getText();
      if (kind === 'rpc') return [subject.text];
      if (kind !== 'event' || !ts.isVariableDeclaration(call.parent)) return [];
      const [service = ''] = subject.text.split('.');
      return [`${service}.events.${call.parent.name.getText()}`];
    });
}

export function exists(chain: string, within: object): boolean {
  const found = chain
    .split('.')
    .reduce<unknown>(
      (value, step) => (value as Record<string, unknown> | undefined)?.[step],
      within,
    );
  return found !== undefined;
}

/** Functions, classes and types that a sample uses, but for those that it declares. */
export function usedIn(code: string): string[] {
  const nodes = nodesIn(parse(code));
  const declared = new Set(
    nodes
      .filter((node) => ts.isClassDeclaration(node) || ts.isVariableDeclaration(node))
      .map(({ name }) => name?.getText()),
  );
  const used = nodes.flatMap((node) => {
    if (ts.isCallExpression(node) || ts.isDecorator(node)) return calleeOf(node.expression);
    return ts.isTypeReferenceNode(node) ? node.typeName.getText() : [];
  });
  return [...new Set(used)].filter((name) => /^\w+$/.test(name) && !declared.has(name));
}

/** `tx.query` → `query`: what an object is called is the sample's affair, what it can do is not. */
function calleeOf(node: ts.Expression): string {
  return ts.isPropertyAccessExpression(node) ? node.name.text : node.getText();
}
