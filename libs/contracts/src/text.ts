import { z } from 'zod';

/** What `trim` takes away, besides control characters. */
const SPACE = ' \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff';
const BREAKS = '\\t\\n\\r';
/** What turns reading round or ends a line without being seen: text could look like other text. */
const INVISIBLE = '\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069';
const CONTROL = `\\u0000-\\u001f\\u007f-\\u009f${INVISIBLE}`;
const CONTROL_BUT_BREAKS = `\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f${INVISIBLE}`;

// Each begins with something to see, so that no text is blank; and each is read from left to right once.
const LINE = new RegExp(`^[${SPACE}]*[^${SPACE}${CONTROL}][^${CONTROL}]*$`, 'u');
const PROSE = new RegExp(
  `^[${SPACE}${BREAKS}]*[^${SPACE}${CONTROL}][^${CONTROL_BUT_BREAKS}]*$`,
  'u',
);

/**
 * Text of at most so many characters, however many units of UTF-16 they are: as JSON Schema and
 * PostgreSQL count. Halves of a character are refused.
 */
export const text = (max: number, min = 1) =>
  bounded(z.string(), max, min).meta({ maxLength: max });

/** Text of one line, trimmed, without control characters and marks that turn reading round. */
export const line = (max: number) =>
  bounded(z.string().trim(), max)
    .regex(LINE, 'No control characters or marks of direction')
    .meta({ maxLength: max });

/** Text of several lines, trimmed; line breaks and tabs are the only control characters. */
export const prose = (max: number) =>
  bounded(z.string().trim(), max)
    .regex(PROSE, 'No control characters but line breaks, and no marks of direction')
    .meta({ maxLength: max });

function bounded(schema: z.ZodString, max: number, min = 1): z.ZodString {
  return schema.min(min).check(({ value, issues }) => {
    if (value.length > max && Array.from(value).length > max) {
      issues.push({
        code: 'too_big',
        origin: 'string',
        maximum: max,
        inclusive: true,
        input: value,
      });
    }
    if (!value.isWellFormed()) {
      issues.push({ code: 'custom', message: 'Half of a character', input: value });
    }
  });
}
