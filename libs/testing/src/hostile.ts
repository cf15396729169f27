import type { Rpc } from '@ouderportaal/contracts';
import fc from 'fast-check';
import { z } from 'zod';

/** What attackers and broken clients send: for every place that takes input from outside. */

const nastyStrings = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff\ud800',
  '\u202e\u2066',
  'e\u0301'.repeat(200),
  '\u{1f469}\u200d\u{1f469}\u200d\u{1f466}',
  "'; drop table account; --",
  '<script>alert(1)</script>',
  '{{constructor.constructor("return 1")()}}',
  '../../../../etc/passwd',
  '%00',
  '%zz',
  '\r\nSet-Cookie: a=b',
  '__proto__',
  'constructor',
  'null',
  'NaN',
  '-1',
  '1e309',
  '9'.repeat(400),
  '2026-02-30',
  '0000-00-00',
  '+275760-09-13',
  '25:61',
  'x'.repeat(10_000),
];

const nastyNumbers = [
  -0,
  0.1 + 0.2,
  -1,
  Number.MAX_SAFE_INTEGER,
  Number.MAX_SAFE_INTEGER + 2,
  Number.MIN_VALUE,
  Number.MAX_VALUE,
  2 ** 31,
  2 ** 63,
  1e-320,
];

/** Values that some field may well accept, so that tests get past the first check. */
const plausible = [
  '00000000-0000-0000-0000-000000000000',
  '0197f000-0000-7000-8000-000000000001',
  '2026-03-02',
  '2026-12-31',
  '08:00',
  '24:00',
  'zonnebloem',
  'A-1',
  '1234567',
  '1234 AB',
  'https://portal.example.test',
  'nl',
  'someone@example.test',
  'Europe/Amsterdam',
  '#1a7f5a',
  'approved',
];

const hostileString: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...nastyStrings) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  { weight: 2, arbitrary: fc.constantFrom(...plausible) },
);

const hostileNumber = fc.oneof(fc.constantFrom(...nastyNumbers), fc.double({ noNaN: true }));

/** Arrays or objects in each other, `depth` times. */
export function nested(depth: number, kind: 'array' | 'object' = 'array'): string {
  const [open, close] = kind === 'array' ? ['[', ']'] : ['{"a":', '}'];
  return `${open.repeat(depth)}0${close.repeat(depth)}`;
}

/** Keys that do harm where code takes an object for a dictionary. */
const poison = fc.constantFrom(
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
);

/** Any JSON value, as `JSON.parse` would give it: own `__proto__` keys included. */
const hostileJson: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'json' },
    fc.constantFrom(null, true, false),
    hostileString,
    hostileNumber,
    fc.array(tie('value'), { maxLength: 5 }),
    fc
      .array(fc.tuple(fc.oneof(poison, hostileString), tie('value')), { maxLength: 5 })
      .map(ownKeys),
  ),
})).value;

/** The text of a request body: JSON, nearly JSON, or not at all. */
export const hostileBodyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: hostileJson.map((value) => JSON.stringify(value)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      nested(100_000),
      nested(50_000, 'object'),
      '{"a":1,"a":2}',
      '{"__proto__":{"isAdmin":true}}',
      '{"constructor":{"prototype":{"isAdmin":true}}}',
      '{',
      '',
      'null',
      '\ufeff{}',
      '{"a":1e99999}',
      '"text"',
      '[]',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
);

/** A query string, percent-encoded, with known and unknown names. */
export function hostileQuery(names: readonly string[]): fc.Arbitrary<string> {
  const name = fc.oneof(fc.constantFrom('limit', 'q', ...names), poison, hostileString);
  return fc
    .array(fc.tuple(name, hostileString), { maxLength: 6 })
    .map((pairs) => pairs.map((pair) => pair.map(encoded).join('=')).join('&'));
}

/** One segment of a path, percent-encoded and never empty. */
export const hostileSegment: fc.Arbitrary<string> = hostileString
  .filter((text) => text !== '' && text !== '.' && text !== '..')
  .map(encoded);

/**
 * Input of the operation's own shape in which any part may be anything: gets further into validation,
 * and now and then through it.
 */
export function hostileInputOf(contract: Rpc): fc.Arbitrary<Record<string, unknown>> {
  const schema = z.toJSONSchema(contract.input, { io: 'input', unrepresentable: 'any' });
  const { $defs = {} } = schema as { $defs?: Record<string, JsonSchema> };
  return new Likeness($defs).of(schema as JsonSchema, 9) as fc.Arbitrary<Record<string, unknown>>;
}

interface JsonSchema {
  $ref?: string;
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  minItems?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
}

/** Values that look like a schema wants them, and sometimes do not. */
class Likeness {
  constructor(private readonly definitions: Readonly<Record<string, JsonSchema>>) {}

  /** `trust` to one, the value has the schema's form; inside it each part is judged again. */
  of(schema: JsonSchema, trust = 40): fc.Arbitrary<unknown> {
    return fc.oneof(
      { weight: trust, arbitrary: this.shaped(this.resolve(schema)) },
      { weight: 1, arbitrary: hostileJson },
    );
  }

  private resolve(schema: JsonSchema): JsonSchema {
    const name = schema.$ref?.split('/').at(-1);
    return name === undefined ? schema : (this.definitions[name] ?? {});
  }

  private shaped(schema: JsonSchema): fc.Arbitrary<unknown> {
    const { properties, items } = schema;
    const choices = schema.anyOf ?? schema.oneOf;
    if ('const' in schema) return fc.constant(schema.const);
    if (schema.enum) return fc.constantFrom(...schema.enum);
    if (choices) return fc.oneof(...choices.map((each) => this.of(each)));
    if (properties) return this.object(properties, schema.required ?? []);
    if (items) {
      return fc.array(this.of(items), { minLength: schema.minItems ?? 0, maxLength: 4 });
    }
    return simple(schema);
  }

  private object(
    properties: Record<string, JsonSchema>,
    required: readonly string[],
  ): fc.Arbitrary<unknown> {
    const fields = Object.fromEntries(
      Object.entries(properties).map(([name, each]) => [name, this.of(each)]),
    );
    return fc.oneof(
      { weight: 19, arbitrary: fc.record(fields, { requiredKeys: [...required] }) },
      { weight: 1, arbitrary: fc.record(fields, { requiredKeys: [] }) },
    );
  }
}

function simple({ type, minimum, maximum, pattern }: JsonSchema): fc.Arbitrary<unknown> {
  if (type === 'boolean') return fc.boolean();
  if (type === 'null') return fc.constant(null);
  if (type === 'integer' || type === 'number') {
    const min = Math.max(minimum ?? 0, -1_000);
    const whole = fc.integer({ min, max: Math.max(min, Math.min(maximum ?? 400, 400)) });
    return fc.oneof({ weight: 20, arbitrary: whole }, { weight: 1, arbitrary: hostileNumber });
  }
  const fitting = plausible.filter((text) => new RegExp(pattern ?? '', 'u').test(text));
  const some = fitting.length > 0 ? fitting : plausible;
  return fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(...some) },
    { weight: 1, arbitrary: hostileString },
  );
}

/** `Object.fromEntries` defines own keys, `__proto__` too. */
function ownKeys(pairs: [string, unknown][]): object {
  return Object.fromEntries(pairs);
}

/** Percent-encodes anything; lone surrogates, which UTF-8 cannot carry, as the replacement character. */
function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
