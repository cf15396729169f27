import { DomainError, type ProblemCode } from '@ouderportaal/contracts';

/** The problem that a request ends in; fails when it succeeds or breaks in another way. */
export async function problemOf(request: Promise<unknown>): Promise<DomainError> {
  try {
    await request;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('The request succeeded');
}

/** Only its code, for the usual `expect(await codeOf(…)).toBe('not-found')`. */
export async function codeOf(request: Promise<unknown>): Promise<ProblemCode> {
  return (await problemOf(request)).code;
}
