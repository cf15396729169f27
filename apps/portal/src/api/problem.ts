import type { components } from './schema.js';

type Code = components['schemas']['Problem']['code'];

/** What a person meets besides the API's own problems. */
export type PortalCode = Code | 'unreachable';

type FieldErrors = NonNullable<components['schemas']['Problem']['errors']>;

/** An answer that is no success, or no answer at all (`unreachable`). */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly code: PortalCode,
    readonly status: number,
    readonly about: {
      title?: string | undefined;
      /** What the office or the makers can look it up by. */
      traceId?: string | undefined;
      /** Seconds until it is worth trying again. */
      retryAfter?: number | null;
      errors?: FieldErrors | undefined;
    } = {},
  ) {
    super(code);
  }

  /** Whether the same question may be answered otherwise in a moment, with nothing changed. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 408 || this.status >= 500;
  }
}

export const isProblem = (error: unknown, ...codes: PortalCode[]): error is Problem =>
  error instanceof Problem && (codes.length === 0 || codes.includes(error.code));

/** Reads a problem document; what is none becomes `internal`. */
export async function problemOf(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as Partial<
    components['schemas']['Problem']
  >;
  const wait = Number(response.headers.get('retry-after'));
  return new Problem(body.code ?? 'internal', response.status, {
    title: body.title,
    traceId: body.traceId ?? response.headers.get('x-request-id') ?? undefined,
    retryAfter: Number.isFinite(wait) && wait > 0 ? wait : null,
    errors: body.errors,
  });
}
