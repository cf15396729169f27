import { generalProblems } from './general.problems.js';
import { importProblems } from './imports.problems.js';
import { sessionProblems } from './identity/sessions.problems.js';
import { logoProblems } from './media/logos.problems.js';
import { planningProblems } from './planning/shared.problems.js';
import { careRequestProblems } from './planning/care-requests.problems.js';
import { queueProblems } from './planning/queue.problems.js';
import type { Problem } from './problem.js';

/** Every problem a caller can meet: one table of what stands beside each feature. */
export const problems = {
  ...generalProblems,
  ...importProblems,
  ...sessionProblems,
  ...logoProblems,
  ...planningProblems,
  ...careRequestProblems,
  ...queueProblems,
} satisfies Record<string, Problem>;

export type ProblemCode = keyof typeof problems;

export interface FieldError {
  /** Where, as keys and indexes from the root of the input. */
  path: readonly (string | number)[];
  message: string;
}

/** The one error a rule or service throws. Carries a code; its words come from `problems`. */
export class DomainError extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly parameters: Readonly<Record<string, string | number>> = {},
    readonly errors: readonly FieldError[] = [],
  ) {
    super(code);
    this.name = 'DomainError';
  }
}
