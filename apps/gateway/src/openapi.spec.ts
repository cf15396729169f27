import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { allContracts, pathParameters, problems } from '@ouderportaal/contracts';
import { openapiDocument } from './openapi.js';
import { problemsOf } from './openapi-problems.js';

interface Operation {
  operationId: string;
  summary: string;
  description?: string;
  security: Record<string, unknown>[];
  parameters?: { $ref?: string; in?: string; name?: string; required?: boolean }[];
  requestBody?: unknown;
  responses: Record<string, { description: string; content?: Record<string, unknown> }>;
}

interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: Record<string, Record<string, unknown>>;
}

const document = JSON.parse(JSON.stringify(openapiDocument())) as Document;
const routed = allContracts.filter(({ route }) => route !== null);
const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
const operationOf = (subject: string) =>
  operations.find(({ operationId }) => operationId === subject) as Operation;

/** Every object in the document, with where it stands. */
function* objects(value: unknown, path = '#'): Generator<[string, Record<string, unknown>]> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield [path, value as Record<string, unknown>];
  for (const [key, each] of Object.entries(value)) yield* objects(each, `${path}/${key}`);
}

interface Example {
  summary: string;
  value: Partial<Record<string, string>>;
}

describe('the API’s description', () => {
  it('is the one that is committed (npm run generate)', async () => {
    const committed = JSON.parse(await readFile('docs/api/openapi.json', 'utf8')) as unknown;
    expect(committed).toEqual(document);
  });

  it('is OpenAPI 3.1 and refers only to what it holds', () => {
    expect(document.openapi).toBe('3.1.0');
    const missing = [...objects(document)]
      .filter(([, { $ref }]) => typeof $ref === 'string')
      .filter(([, { $ref }]) => {
        const steps = ($ref as string).slice(2).split('/');
        return steps.reduce<unknown>((at, step) => (at as never)?.[step], document) === undefined;
      });
    expect(missing).toEqual([]);
  });

  it.each(routed.map((contract) => ({ name: contract.subject, contract })))(
    'holds $name with its path, rights and problems',
    ({ contract }) => {
      const { method, path } = contract.route!;
      const template = `/api${path.replace(/:(\w+)/g, '{$1}')}`;
      const operation = document.paths[template]?.[method.toLowerCase()] as Operation;
      expect(operation.operationId).toBe(contract.subject);
      expect(operation.summary).toBe(contract.summary);
      for (const role of contract.allow) {
        if (role !== 'anonymous') expect(operation.description).toContain(role);
      }
      const inPath = (operation.parameters ?? []).filter((each) => each.in === 'path');
      expect(inPath.map(({ name }) => name)).toEqual(pathParameters(path));
      expect(inPath.every(({ required }) => required)).toBe(true);
      expect(operation.responses[String(contract.status)]?.content).toBeDefined();
      for (const code of problemsOf(contract)) {
        const response = operation.responses[String(problems[code].status)];
        expect(response?.description).toContain(`\`${code}\``);
        expect(document.components['examples']).toHaveProperty([code]);
      }
    },
  );

  it('shows no problem with a value left open', () => {
    const shown = Object.entries(document.components['examples'] as Record<string, Example>);
    expect(shown.length).toBeGreaterThan(0);
    for (const [code, { summary, value }] of shown) {
      if (!Object.hasOwn(problems, code)) continue;
      for (const words of [summary, value.title, value.detail]) {
        expect(words).not.toMatch(/[{}[\]…]/);
      }
    }
  });

  it('gives every operation a name of its own, and nothing internal', () => {
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { subject } of allContracts.filter(({ route }) => route === null)) {
      expect(ids).not.toContain(subject);
    }
  });

  it('takes an Idempotency-Key exactly where the answer is kept', () => {
    const withKey = operations
      .filter(({ parameters }) => parameters?.some(({ $ref }) => $ref?.endsWith('IdempotencyKey')))
      .map(({ operationId }) => operationId);
    const kept = routed.filter(({ idempotent }) => idempotent).map(({ subject }) => subject);
    expect(withKey.sort()).toEqual(kept.sort());
  });

  it('says how to sign in for what', () => {
    expect(operationOf('identity.families.mine').security).toEqual([
      { bearer: [] },
      { cookie: [] },
    ]);
    expect(operationOf('planning.imports.placements').security).toEqual([{ operator: [] }]);
    expect(operationOf('identity.sessions.log-in').security[0]).toEqual({});
  });

  it('has schemas that a validator can use', () => {
    const types = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];
    const { schemas, parameters } = document.components;
    const searched = { paths: document.paths, schemas, parameters };
    for (const [path, schema] of objects(searched)) {
      if (path.endsWith('/properties') || path.includes('/examples/')) continue;
      const { type, pattern, required, properties } = schema;
      if (typeof type === 'string') expect([path, types.includes(type)]).toEqual([path, true]);
      if (typeof pattern === 'string') expect(() => new RegExp(pattern, 'u')).not.toThrow();
      if (Array.isArray(required) && properties) {
        expect([
          path,
          required.filter((name) => !Object.hasOwn(properties, name as string)),
        ]).toEqual([path, []]);
      }
    }
  });

  it('lets answers grow and keeps requests exact', () => {
    const schemas = document.components['schemas'] as Record<string, Record<string, unknown>>;
    expect(schemas['Calendar']).not.toHaveProperty('additionalProperties');
    expect(schemas['NewCareRequest']).toHaveProperty('additionalProperties', false);
  });
});
