import { DomainError, type ProblemCode } from '@ouderportaal/contracts';

/** Which problem it is when the database itself says no, by the constraint's name. */
export type ConstraintProblems = Readonly<Record<string, ProblemCode>>;

interface PostgresError {
  code: string;
  constraint?: string;
  severity?: string;
}

const OF_EVERY_SERVICE: ConstraintProblems = { pk_audit: 'actor-token-refused' };

const RETRIABLE = new Set(['40001', '40P01']);
/** Connection failures, shutdown, too many connections, statement or lock timeout. */
const UNAVAILABLE = /^(08...|57P0.|53300|57014|55P03)$/;
const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND']);

/** Two transactions were in each other's way; the same one may well succeed now. */
export function isRetriable(error: unknown): boolean {
  return RETRIABLE.has(causeOf(error)?.code ?? '');
}

/** Whether the database is unreachable or overloaded, whatever the statement was. */
export function isUnavailable(error: unknown): boolean {
  const { code = '', severity } = causeOf(error) ?? {};
  // Fatal is what ends a connection, or lets none begin: a role that may not, or cannot yet, log in.
  if (severity === 'FATAL' || UNAVAILABLE.test(code) || NETWORK.has(code)) return true;
  return (
    error instanceof Error &&
    /connection (terminated|ended|timeout)|timeout exceeded/i.test(error.message)
  );
}

/** Maps anything a handler threw to a problem that may leave the service. */
export function toProblem(constraints: ConstraintProblems): (error: unknown) => DomainError {
  return (error) => {
    if (error instanceof DomainError) return error;
    const code = { ...OF_EVERY_SERVICE, ...constraints }[causeOf(error)?.constraint ?? ''];
    if (code) return new DomainError(code);
    if (isUnavailable(error) || isRetriable(error)) return new DomainError('service-unavailable');
    return new DomainError('internal');
  };
}

/** TypeORM wraps the driver's error; the code is on either. */
function causeOf(error: unknown): PostgresError | null {
  if (typeof error !== 'object' || error === null) return null;
  const { driverError } = error as { driverError?: unknown };
  const cause = driverError ?? error;
  return typeof (cause as PostgresError).code === 'string' ? (cause as PostgresError) : null;
}
