import { ImportOutcome, type Rpc } from '@ouderportaal/contracts';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';

/** The portal does not answer, or not as it should: nothing that a change of the files would mend. */
export class PortalError extends Error {
  override readonly name = 'PortalError';
}

export interface RowProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** `refused`: rows are wrong. `not-known-yet`: it names what the portal has not heard of. */
export type Answer =
  | { readonly kind: 'done'; readonly outcome: ImportOutcome }
  | { readonly kind: 'refused'; readonly problems: readonly RowProblem[] }
  | { readonly kind: 'not-known-yet'; readonly problems: readonly RowProblem[] };

/** Waiting may help; `last` is what to answer when it did not. */
interface Again {
  readonly kind: 'again';
  readonly reason: string;
  readonly last?: Answer;
  /** The portal wants at least this long a pause, in milliseconds. */
  readonly after?: number;
}

interface PortalClientOptions {
  /** The address under which `/api` answers. */
  readonly portalUrl: string;
  readonly operatorToken: string;
  /** Waits between two attempts; tests do not. */
  readonly pause?: (milliseconds: number) => Promise<unknown>;
}

interface SendOptions {
  readonly dryRun: boolean;
  /** What is taken away or widened was looked at and is wanted. */
  readonly confirmRemovals?: boolean;
  /** Whether "not known" may pass by itself: services learn of each other by events. */
  readonly expectsToBeKnown: boolean;
}

const Problem = z.object({
  code: z.string().default('unknown'),
  title: z.string().default(''),
  detail: z.string().default(''),
  traceId: z.string().default(''),
  errors: z
    .array(z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() }))
    .default([]),
});
type Problem = z.infer<typeof Problem>;

const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 5_000;
const REFUSED: ReadonlySet<string> = new Set([
  'import-invalid',
  'invalid-input',
  'picture-refused',
]);
const NOT_KNOWN_YET: ReadonlySet<string> = new Set(['import-not-known-yet', 'not-found']);
/** Too many requests, not there now, no answer in time. */
const PASSING: ReadonlySet<number> = new Set([429, 503, 504]);
/** How long one message is tried again, in milliseconds of waiting. */
export const PATIENCE = 60_000;
const ANSWER_WITHIN = 120_000;

/** Sends import messages to the portal; connections are kept open by the platform's fetch. */
export class PortalClient {
  private hasAnswered = false;

  constructor(private readonly options: PortalClientOptions) {}

  /** Tries again where waiting can help; the key makes a repeated message count once. */
  async send(
    contract: Rpc,
    organisation: string,
    body: object,
    options: SendOptions,
  ): Promise<Answer> {
    const request = {
      url: this.urlOf(contract, organisation),
      method: contract.route?.method ?? 'PUT',
      body: JSON.stringify({
        ...body,
        dryRun: options.dryRun,
        confirmRemovals: options.confirmRemovals ?? false,
      }),
      key: randomUUID(),
    };
    let waited = 0;
    for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      const attempt = await this.attempt(request, options);
      if (attempt.kind !== 'again') return attempt;
      if (waited >= PATIENCE) {
        if (attempt.last !== undefined) return attempt.last;
        throw new PortalError(attempt.reason);
      }
      const longest = Math.max(pause, attempt.after ?? 0);
      await (this.options.pause ?? wait)(longest);
      waited += longest;
    }
  }

  private urlOf({ route }: Rpc, organisation: string): string {
    const base = this.options.portalUrl.replace(/\/+$/, '');
    return `${base}/api${(route?.path ?? '').replace(':organisation', organisation)}`;
  }

  private async attempt(
    request: { url: string; method: string; body: string; key: string },
    options: SendOptions,
  ): Promise<Answer | Again> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(request.url, {
        method: request.method,
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          'accept-language': 'en',
          authorization: `Bearer ${this.options.operatorToken}`,
          'idempotency-key': request.key,
        },
        body: request.body,
        redirect: 'error',
        signal: AbortSignal.timeout(ANSWER_WITHIN),
      });
      text = await response.text();
    } catch (error) {
      const reason = `The portal at ${this.options.portalUrl} does not answer (${causeOf(error)}). Is it running, and is the address right?`;
      if (this.hasAnswered) return { kind: 'again', reason };
      throw new PortalError(reason, { cause: error });
    }
    this.hasAnswered = true;
    if (response.ok) return { kind: 'done', outcome: this.readOutcome(text) };
    const judged = this.judge(response.status, readProblem(text), options);
    const after = Number(response.headers.get('retry-after') ?? 0) * 1000;
    return judged.kind === 'again' && after > 0 ? { ...judged, after } : judged;
  }

  private readOutcome(text: string): ImportOutcome {
    const parsed = ImportOutcome.safeParse(readJson(text));
    if (parsed.success) return parsed.data;
    throw new PortalError(
      `What answers at ${this.options.portalUrl} is not the API of this portal. Is the address right?`,
    );
  }

  private judge(
    status: number,
    problem: Problem,
    { expectsToBeKnown }: SendOptions,
  ): Answer | Again {
    const { code, errors } = problem;
    if (REFUSED.has(code)) {
      return { kind: 'refused', problems: problemsOf(problem) };
    }
    if (NOT_KNOWN_YET.has(code)) {
      const answer: Answer = { kind: 'not-known-yet', problems: errors };
      return expectsToBeKnown
        ? { kind: 'again', reason: sentence(status, problem), last: answer }
        : answer;
    }
    if (status === 401 || status === 403) {
      throw new PortalError(
        `The portal at ${this.options.portalUrl} does not accept the operator token.`,
      );
    }
    if (PASSING.has(status)) {
      return { kind: 'again', reason: sentence(status, problem) };
    }
    throw new PortalError(sentence(status, problem));
  }
}

function problemsOf({ errors, title, detail }: Problem): readonly RowProblem[] {
  return errors.length > 0
    ? errors
    : [{ path: [], message: [title, detail].filter(Boolean).join(': ') }];
}

function sentence(status: number, { code, title, traceId }: Problem): string {
  const trace = traceId === '' ? '' : `, trace ${traceId}`;
  return `The portal answered ${status} ${code}: ${title || 'no reason given'}${trace}.`;
}

function readProblem(text: string): Problem {
  const parsed = Problem.safeParse(readJson(text));
  return parsed.success ? parsed.data : Problem.parse({});
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function causeOf(error: unknown): string {
  const { cause, message } = error as Error;
  const { code } = (cause ?? {}) as { code?: string };
  return code ?? (cause instanceof Error ? cause.message : message);
}
