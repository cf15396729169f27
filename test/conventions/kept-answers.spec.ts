import { describe, expect, it } from '@jest/globals';
import { allContracts, type Rpc, rpc, serviceOf } from '@ouderportaal/contracts';
import { z } from 'zod';

/** What people write, and how they are called. */
const TEXTS = ['Opa is ziek, vraag Mila.', 'Zoë', 'Mila de Vries-Bakker', 'ouder@example.org'];

/** Paths within a schema at which any text of people could stand. */
function openTexts(schema: unknown, path = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { type, enum: words, const: word, format, pattern } = schema as Record<string, unknown>;
  if (type === 'string' && words === undefined && word === undefined && format === undefined) {
    const allowed = typeof pattern === 'string' ? new RegExp(pattern, 'u') : /./u;
    return TEXTS.some((text) => allowed.test(text)) ? [path] : [];
  }
  return Object.entries(schema).flatMap(([key, inner]) => openTexts(inner, `${path}.${key}`));
}

/** The schema of what is stored of an answer. */
function keptSchemaOf({ repeated, output }: Rpc): z.ZodType {
  if (repeated === null || repeated === 'as-kept') return output;
  const { shape } = output as z.ZodObject;
  return z.object(Object.fromEntries(repeated.keep.map((field) => [field, shape[field]!])));
}

/** What is wrong with how an operation is answered when it comes again. */
function whatIsWrong(contract: Rpc): string[] {
  const { repeated, idempotent, effect, allow, problems } = contract;
  if (repeated === null) return idempotent ? ['does not say what it gives again'] : [];
  const found = openTexts(z.toJSONSchema(keptSchemaOf(contract), { unrepresentable: 'any' })).map(
    (path) => `keeps a text at ${path}`,
  );
  if (!idempotent) found.push('is never given again');
  if (repeated === 'as-kept') return found;
  const { by, keep } = repeated;
  const asked = Object.keys((by.input as z.ZodObject).shape).sort();
  if (effect !== 'write') found.push('gets no transaction to read in');
  if (by.effect !== 'read') found.push('is answered by what is no read');
  if (serviceOf(by) !== serviceOf(contract)) found.push('is answered by another service');
  if (by.output !== contract.output) found.push('is answered in another form');
  if (String(asked) !== String([...keep].sort())) found.push('keeps what the read does not ask');
  if (!allow.every((role) => by.allow.includes(role))) found.push('is refused to who may do it');
  if (!by.problems.every((code) => problems.includes(code))) found.push('hides a problem');
  return found;
}

describe('what is kept of an answer', () => {
  it.each(allContracts.map((contract) => [contract.subject, contract] as const))(
    '%s outlives no right, and holds no text',
    (_subject, contract) => {
      expect(whatIsWrong(contract)).toEqual([]);
    },
  );
});

describe('what this test looks for', () => {
  const output = z.object({ noteId: z.uuid(), text: z.string().max(100), words: z.enum(['a']) });
  const read = rpc('planning.notes.get', {
    route: 'GET /notes/:noteId',
    allow: ['parent'],
    summary: 'One note',
    input: z.strictObject({ noteId: z.uuid() }),
    output,
    problems: ['not-found'],
  });
  const write = (changed: object) => ({
    ...rpc('planning.notes.keep', {
      route: 'POST /notes',
      allow: ['parent'],
      summary: 'Keep a note',
      input: z.strictObject({}),
      output,
      repeated: { by: read, keep: ['noteId'] },
      problems: ['not-found'],
    }),
    ...changed,
  });

  it.each<[string, object, string[]]>([
    ['nothing, where all is well', {}, []],
    ['an answer kept as it is', { repeated: 'as-kept' }, ['keeps a text at .properties.text']],
    [
      'a text among what is kept',
      { repeated: { by: read, keep: ['noteId', 'text'] } },
      ['keeps a text at .properties.text', 'keeps what the read does not ask'],
    ],
    ['silence', { repeated: null }, ['does not say what it gives again']],
    ['a reader that refuses', { allow: ['parent', 'staff'] }, ['is refused to who may do it']],
    ['a problem nobody declared', { problems: [] }, ['hides a problem']],
    [
      'a reader of another service',
      { subject: 'billing.notes.keep' },
      ['is answered by another service'],
    ],
    ['no transaction', { effect: 'self-managed' }, ['gets no transaction to read in']],
  ])('is %s', (_what, changed, expected) => {
    expect(whatIsWrong(write(changed))).toEqual(expected);
  });
});
