import { z } from 'zod';

/** Texts of which each format that contracts know accepts at least two. */
const TEXTS = [
  'Anna',
  'Bram',
  'anna',
  'bram',
  '11111111-1111-4111-8111-111111111111',
  '22222222-2222-4222-8222-222222222222',
  '2026-03-10',
  '2026-03-11',
  '10:00',
  '11:00',
  '2026-03-02T09:00:00Z',
  '2026-03-03T09:00:00Z',
  'Europe/Amsterdam',
  'Europe/London',
  '#1a7f5a',
  '#ffffff',
  'https://portal.example',
  'https://another.example',
  'anna@mail.example',
  'bram@mail.example',
  'ab'.repeat(32),
  'cd'.repeat(32),
];

/** A place in a value: names of fields, and 0 for the only item of a list. */
export type Path = readonly (string | number)[];

/** Something that a schema accepts, with one item in each list and nothing left out. */
export function sampleOf<S extends z.ZodType>(schema: S): z.output<S> {
  return schema.parse(valuesOf(schema)[0]);
}

/** Every single value of a sample, with what else might stand there. */
export function variationsOf(schema: z.ZodType): { path: Path; value: unknown }[] {
  return leavesOf(schema, []).flatMap(({ path, leaf }) =>
    valuesOf(leaf)
      .slice(1)
      .map((value) => ({ path, value })),
  );
}

/** The same value with something else at one place. */
export function withAt(value: unknown, [key, ...rest]: Path, other: unknown): unknown {
  if (key === undefined) return other;
  if (Array.isArray(value)) {
    return value.map((item: unknown, i) => (i === key ? withAt(item, rest, other) : item));
  }
  const fields = value as Record<string, unknown>;
  return { ...fields, [key]: withAt(fields[String(key)], rest, other) };
}

function leavesOf(schema: z.ZodType, path: Path): { path: Path; leaf: z.ZodType }[] {
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([name, field]) =>
      leavesOf(field, [...path, name]),
    );
  }
  if (schema instanceof z.ZodArray) return leavesOf(schema.element as z.ZodType, [...path, 0]);
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) {
    const inner = schema.unwrap() as z.ZodType;
    const isWhole = !(inner instanceof z.ZodObject) && !(inner instanceof z.ZodArray);
    return isWhole ? [{ path, leaf: schema }] : leavesOf(inner, path);
  }
  return [{ path, leaf: schema }];
}

/** What may stand there: two or more where the schema leaves a choice. */
function valuesOf(schema: z.ZodType): unknown[] {
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries<z.ZodType>(schema.shape);
    return [Object.fromEntries(fields.map(([name, field]) => [name, valuesOf(field)[0]]))];
  }
  if (schema instanceof z.ZodArray) return [[valuesOf(schema.element as z.ZodType)[0]]];
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) {
    return valuesOf(schema.unwrap() as z.ZodType);
  }
  if (schema instanceof z.ZodEnum) return schema.options;
  if (schema instanceof z.ZodLiteral) return [...schema.values];
  const candidates = [...TEXTS, 1, 2, true, false];
  return candidates.filter((value) => schema.safeParse(value).success);
}
