import { describe, expect, it } from '@jest/globals';
import { allContracts, problems, type Rpc, ruleBroken } from '@ouderportaal/contracts';
import fc from 'fast-check';
import type { ZodError } from 'zod';
import { openapiDocument } from './openapi.js';

/** The parts of JSON Schema that the document uses. */
interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  multipleOf?: number;
  minItems?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
}
interface Parameter {
  $ref?: string;
  name: string;
  in: string;
  required?: boolean;
  schema: Schema;
}
interface Operation {
  operationId: string;
  description: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

const document = JSON.parse(JSON.stringify(openapiDocument())) as {
  paths: Record<string, Record<string, Operation>>;
};
const operations = Object.values(document.paths).flatMap((path) => Object.values(path));

function followed<T extends { $ref?: string }>(value: T): T {
  if (!value.$ref) return value;
  const steps = value.$ref.slice(2).split('/');
  const found = steps.reduce<unknown>(
    (at, step) => (at as Record<string, unknown>)[step],
    document,
  );
  return followed(found as T);
}

/** Whatever a schema allows, knowing nothing but the schema: what a foreign fuzzer would send. */
function allowedBy(named: Schema): fc.Arbitrary<unknown> {
  const schema = followed(named);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if ('const' in schema) return fc.constant(schema.const);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(allowedBy));
  const { type } = schema;
  if (type === 'object') return objectAllowedBy(schema);
  if (type === 'array') {
    const { minItems = 0, maxItems = 3 } = schema;
    const maxLength = Math.min(maxItems, minItems + 3);
    return fc.array(allowedBy(schema.items ?? {}), { minLength: minItems, maxLength });
  }
  if (type === 'integer') return fc.integer(rangeOf(schema));
  if (type === 'number') {
    const { multipleOf: step = 1 } = schema;
    const { min, max } = rangeOf(schema);
    return fc.integer({ min: min / step, max: max / step }).map((steps) => steps * step);
  }
  if (type === 'boolean') return fc.boolean();
  if (type === 'null') return fc.constant(null);
  if (type === 'string') return textAllowedBy(schema);
  throw new Error(`No input is known for ${JSON.stringify(schema)}`);
}

function rangeOf({ minimum = 0, maximum = 2 ** 31 - 1 }: Schema) {
  return { min: minimum, max: Math.min(maximum, 2 ** 31 - 1) };
}

function textAllowedBy({ pattern, minLength = 0, maxLength = 60 }: Schema): fc.Arbitrary<string> {
  const lengthOf = (text: string) => Array.from(text).length;
  if (pattern) {
    return fc
      .stringMatching(new RegExp(pattern, 'u'))
      .filter((text) => lengthOf(text) >= minLength && lengthOf(text) <= maxLength);
  }
  return fc.string({ unit: 'binary', minLength, maxLength });
}

function objectAllowedBy({ properties = {}, required = [] }: Schema): fc.Arbitrary<object> {
  const fields = Object.entries(properties).map(([name, schema]) => [name, allowedBy(schema)]);
  return fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>, {
    requiredKeys: required,
  });
}

/** An input as the gateway puts it together from path, query and body. */
function inputOf(operation: Operation): fc.Arbitrary<object> {
  const parameters = (operation.parameters ?? [])
    .map(followed)
    .filter((each) => each.in === 'path' || each.in === 'query');
  const fields = fc.record(
    Object.fromEntries(
      parameters.map(({ name, schema }) => [name, allowedBy(schema).map((value) => String(value))]),
    ),
    { requiredKeys: parameters.filter(({ required }) => required).map(({ name }) => name) },
  );
  const schema = operation.requestBody?.content['application/json']?.schema;
  if (!schema) return fields;
  return fc
    .tuple(fields, allowedBy(schema))
    .map(([one, body]) => ({ ...one, ...(body as object) }));
}

describe('what the API’s description allows', () => {
  const described = allContracts.filter(({ route }) => route !== null);

  it.each(described.map((contract) => ({ name: contract.subject, contract })))(
    '$name takes, or says which rule it breaks',
    ({ name, contract }) => {
      const operation = operations.find(({ operationId }) => operationId === name)!;
      fc.assert(
        fc.property(inputOf(operation), (input) => {
          const { error } = contract.input.safeParse(input);
          if (error) expectRuleOf(contract, operation, error);
        }),
        { numRuns: 50 },
      );
    },
  );

  function expectRuleOf(contract: Rpc, { description }: Operation, error: ZodError): void {
    const code = ruleBroken(error);
    expect({ code, issues: code ? [] : error.issues }).toEqual({
      code: expect.stringMatching(/./),
      issues: [],
    });
    expect(contract.problems).toContain(code);
    expect(problems[code!].status).toBe(422);
    expect(description).toContain(`\`${code!}\``);
  }
});

describe('a pattern in the API’s description', () => {
  const patterns = [...JSON.stringify(document).matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)].map(
    ([, text]) => JSON.parse(text ?? '""') as string,
  );

  it.each([...new Set(patterns)])('means the same in every language: %s', (pattern) => {
    // Classes and look-around differ between languages, or are missing in some.
    expect(pattern).not.toMatch(/\\[dDwWsSbBpPkxc]|\(\?|[*+}][?+]/);
    expect(pattern).toMatch(/^\^.*\$$/);
  });
});
