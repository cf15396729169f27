import type { z } from 'zod';
import type { ProblemCode } from './problems.js';

/**
 * How a schema refuses what its form allows: days in the wrong order, a time zone that is none. No JSON
 * Schema says so, therefore the answer is a problem of its own (422) instead of `invalid-input`, and the
 * operation declares and describes it.
 */
export const rule = (problem: ProblemCode, message: string, ...path: string[]) => ({
  message,
  path,
  params: { problem },
});

/** The one problem that all of a schema's issues come down to, when rules alone were broken. */
export function ruleBroken({ issues }: z.ZodError): ProblemCode | null {
  const [first, ...others] = issues.map((issue) =>
    issue.code === 'custom' ? (issue.params?.['problem'] as ProblemCode | undefined) : undefined,
  );
  return first !== undefined && others.every((other) => other === first) ? first : null;
}
