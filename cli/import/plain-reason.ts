import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** Says in plain English what a contract's schema found; sentences the contracts give are kept. */
export function plainReason(issue: Issue): string {
  if (issue.code === 'too_small') return tooSmall(issue);
  if (issue.code === 'too_big') return tooBig(issue);
  if (issue.code === 'invalid_type') return invalidType(issue);
  if (issue.code === 'invalid_format') return FORMATS[issue.format] ?? issue.message;
  if (issue.code === 'invalid_value') return `Must be ${oneOf(issue.values.map(String))}`;
  if (issue.code === 'not_multiple_of') return `Must be a multiple of ${issue.divisor}`;
  if (issue.code === 'unrecognized_keys') return 'Is not known here';
  return issue.message;
}

const FORMATS: Readonly<Partial<Record<string, string>>> = {
  email: 'Must be an e-mail address such as naam@voorbeeld.example',
  date: 'Must be a day that exists, written as YYYY-MM-DD or D-M-YYYY',
  url: 'Must be an address such as https://portaal.voorbeeld.example',
};

function tooSmall({ origin, minimum }: z.core.$ZodIssueTooSmall): string {
  if (origin === 'string') {
    return minimum === 1 ? 'Must not be empty' : `Must have at least ${minimum} characters`;
  }
  if (origin === 'array') return `Must hold at least ${minimum}`;
  return `Must be at least ${minimum}`;
}

function tooBig({ origin, maximum }: z.core.$ZodIssueTooBig): string {
  if (origin === 'string') return `Must have at most ${maximum} characters`;
  if (origin === 'array') return `Must hold at most ${maximum}`;
  return `Must be at most ${maximum}`;
}

function invalidType({ expected, input }: z.core.$ZodIssueInvalidType): string {
  if (input === undefined) return 'Is missing';
  return `Must be ${TYPE_NAMES[expected] ?? expected}`;
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'text in quotes',
  boolean: 'true or false',
  number: 'a number',
  int: 'a whole number',
  array: 'a list in [ ]',
  object: 'an object in { }',
};

function oneOf(values: readonly string[]): string {
  return values.length === 1 ? (values[0] ?? '') : `one of ${values.join(', ')}`;
}
