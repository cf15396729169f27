import { pathParameters, type ProblemCode, problems, type Rpc } from '@ouderportaal/contracts';
import { z } from 'zod';
import type { ZodOpenApiExamplesObject, ZodOpenApiResponsesObject } from 'zod-openapi';
import { answerHeaders, retryAfterHeader } from './openapi-headers.js';
import { takesBody } from './routes/input.js';
import { problemBody, problemPage, retryAfter } from './problems/problem.rules.js';

/** One value for each name in the words of the problems; a test finds a name that is missing. */
export const SAMPLE_VALUES: Readonly<Record<string, string | number>> = {
  on: '2026-03-10',
  today: '2026-03-02',
  from: '2026-03-04',
  until: '2026-05-31',
  days: 100,
  seconds: 30,
  limit: '1 MB',
  count: 12,
};

const codes = Object.keys(problems) as ProblemCode[];

const Problem = z
  .object({
    type: z.string().meta({ description: 'Address of a page about this problem.' }),
    title: z.string(),
    status: z.int(),
    code: z
      .enum(codes)
      .meta({ description: 'What programs switch on; a code never changes its meaning.' }),
    detail: z.string().meta({ description: 'What to do next, for people.' }),
    developer: z
      .string()
      .optional()
      .meta({ description: 'What the program did wrong or should do; always in English.' }),
    instance: z.string().meta({ description: 'The path that was asked for.' }),
    traceId: z.string().meta({ description: 'What to report.' }),
    errors: z
      .array(
        z.object({
          path: z
            .array(z.union([z.string(), z.int()]))
            .meta({ description: 'Keys and indexes from the root of the input.' }),
          message: z.string(),
        }),
      )
      .optional()
      .meta({
        description:
          'The fields or rows that are wrong. Of `invalid-input` the messages are for programmers.',
      }),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' });

/** Problems that any route can answer. */
const always: readonly ProblemCode[] = ['too-many-requests', 'internal'];
const ofServices: readonly ProblemCode[] = [
  'invalid-input',
  'not-allowed',
  'service-unavailable',
  'service-busy',
  'service-timeout',
];

/** Every problem that an operation can answer; null for routes that ask no service. */
export function problemsOf(contract: Rpc | null): ProblemCode[] {
  if (!contract) return [...always];
  const isChange = contract.route?.method !== 'GET';
  return [
    ...always,
    ...ofServices,
    ...when(!contract.allow.includes('anonymous'), ['not-signed-in']),
    ...when(isChange, ['cross-site-request']),
    ...when(isChange, ['malformed-json', 'body-too-large', 'unsupported-media-type']),
    ...when(contract.idempotent, ['idempotency-key-reused']),
    ...when(takesBody(contract), ['body-too-large']),
    ...when(pathParameters(contract.route?.path ?? '').length > 0, ['not-found']),
    ...contract.problems,
  ];
}

/** The problems of an operation as OpenAPI responses: one per status, its codes as examples. */
export function problemResponses(
  contract: Rpc | null,
  more: readonly ProblemCode[] = [],
): ZodOpenApiResponsesObject {
  const all = [...new Set([...problemsOf(contract), ...more])];
  const byStatus = Map.groupBy(all, (code) => problems[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, theirs]) => [
      String(status),
      {
        description: theirs.map((code) => `\`${code}\``).join(', '),
        headers: headersOf(status),
        content: {
          'application/problem+json': {
            schema: Problem,
            examples: Object.fromEntries(
              theirs.map((code) => [code, { $ref: `#/components/examples/${code}` }]),
            ),
          },
        },
      },
    ]),
  );
}

/** One example for each code that the document mentions. */
export function problemExamples(contracts: readonly Rpc[]): ZodOpenApiExamplesObject {
  const used = new Set([null, ...contracts].flatMap(problemsOf));
  used.add('not-found');
  return Object.fromEntries(
    codes.filter((code) => used.has(code)).map((code) => [code, exampleOf(code)]),
  );
}

function exampleOf(code: ProblemCode) {
  const errors = code === 'invalid-input' ? [{ path: ['on'], message: 'Invalid ISO date' }] : [];
  return {
    summary: problemPage(code).title.en,
    value: problemBody({
      code,
      parameters: SAMPLE_VALUES,
      errors,
      language: 'en',
      instance: '/api/…',
      traceId: '0af7651916cd43dd8448eb211c80319c',
    }),
  };
}

function headersOf(status: number) {
  const isWorthWaiting = retryAfter(status) !== null;
  return z.object({ ...answerHeaders, ...(isWorthWaiting && { 'Retry-After': retryAfterHeader }) });
}

function when(condition: boolean, theirs: readonly ProblemCode[]): readonly ProblemCode[] {
  return condition ? theirs : [];
}
