import {
  apiContracts,
  files,
  pathParameters,
  type Rpc,
  serviceOf,
  streams,
} from '@ouderportaal/contracts';
import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiContentObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import { API } from './routes/route-of.js';
import { takesBody } from './routes/input.js';
import { PROBLEM_PAGES } from './problems/problem.rules.js';
import {
  answerHeaders,
  etagHeader,
  idempotencyKey,
  ifNoneMatch,
  requestHeaders,
} from './openapi-headers.js';
import { problemExamples, problemResponses } from './openapi-problems.js';

const DESCRIPTION = `The one API of the parent portal: for parents, for staff, and for the platform team's imports.

**Signing in.** \`POST /api/sessions\` gives a token and sets it as the cookie \`__Host-session\`. Send the token as
\`Authorization: Bearer …\`, or let the browser send the cookie; a request that changes something by cookie must come
from the portal's own origin.

**Problems.** Every error is \`application/problem+json\` (RFC 9457). Programs switch on \`code\`; \`title\` and \`detail\` are
for people, in Dutch or English by \`Accept-Language\`; \`developer\` and the messages of \`errors\` are for who writes the
program. Each \`type\` leads to a page about the problem. What cannot be read
as HTTP at all is answered with \`malformed-request\`, \`request-incomplete\` or \`headers-too-large\`.

**Repeating.** Send an \`Idempotency-Key\` along with a request that changes something; sent again with the same key it is
done once. The answer then shows things as they are for who asks by that time.

**Missing, foreign and forbidden** cannot be told apart: all three are 404, and so is what cannot be an identifier.

**Valid by form.** What a schema here allows is never answered with \`invalid-input\`. What no schema can say (a period
that ends before it begins) is 422 with a code of its own, and stands in the description of the operation.

**Asking again.** What a GET gives has an \`ETag\`. Send it as \`If-None-Match\`: 304 without a body when nothing changed.

**Tracing.** W3C \`traceparent\` is taken from the request when it is well formed. \`x-request-id\` is the portal's own for each request; both come back on the
answer; \`traceId\` in a problem is what to report.`;

/** The OpenAPI 3.1 description of every operation, from the contracts. */
export function openapiDocument(contracts: readonly Rpc[] = apiContracts): object {
  const described = contracts.filter(({ route }) => route !== null);
  return createDocument(
    {
      openapi: '3.1.0',
      info: { title: 'Ouderportaal', version: '1.0.0', description: DESCRIPTION },
      servers: [{ url: '/', description: 'This gateway' }],
      tags: tagsOf(described),
      paths: pathsOf(described),
      components: { securitySchemes, examples: problemExamples(described) },
    },
    { override: leaveRoomForMore },
  );
}

const securitySchemes = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description: 'The token that signing in gave.',
  },
  cookie: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-session',
    description: 'Set by signing in. Changes need a request from the portal’s own origin.',
  },
  operator: {
    type: 'http',
    scheme: 'bearer',
    description: 'The platform team’s token, for imports.',
  },
} as const;

function tagsOf(contracts: readonly Rpc[]): { name: string; description: string }[] {
  const byFeature = Map.groupBy(contracts, featureOf);
  return [...byFeature].map(([name, theirs]) => {
    const services = [...new Set(theirs.map(serviceOf))].join(' and ');
    return { name, description: `Answered by ${services}.` };
  });
}

function pathsOf(contracts: readonly Rpc[]): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = { ...ownPaths() };
  for (const contract of contracts) {
    const { method, path } = contract.route ?? { method: 'GET', path: '' };
    const template = API + path.replace(/:(\w+)/g, '{$1}');
    paths[template] = { ...paths[template], [method.toLowerCase()]: operationOf(contract) };
  }
  return paths;
}

function operationOf(contract: Rpc): ZodOpenApiOperationObject {
  const { path, query, body } = partsOf(contract);
  const hasTag = isKnownByTag(contract);
  const headers = [
    ...requestHeaders,
    ...(contract.idempotent ? [idempotencyKey] : []),
    ...(hasTag ? [ifNoneMatch] : []),
  ];
  return {
    operationId: contract.subject,
    summary: contract.summary,
    description: [contract.description, allowedText(contract)].filter(Boolean).join('\n\n'),
    tags: [featureOf(contract)],
    security: securityOf(contract),
    requestParams: { ...(path && { path }), ...(query && { query }) },
    parameters: headers,
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: body } } },
    }),
    responses: {
      [String(contract.status)]: {
        description: contract.status === 201 ? 'Made' : 'Done',
        headers: z.object({ ...answerHeaders, ...(hasTag && { ETag: etagHeader }) }),
        content: contentOf(contract),
      },
      ...(hasTag && {
        '304': {
          description: 'What `If-None-Match` names still holds',
          headers: z.object({ ...answerHeaders, ETag: etagHeader }),
        },
      }),
      ...problemResponses(contract),
    },
  };
}

/** What a GET gives once; a stream is never the same. */
const isKnownByTag = (contract: Rpc) => contract.route?.method === 'GET' && !isStream(contract);

const isStream = ({ subject }: Rpc) =>
  Object.values(streams).some((stream) => stream.subject === subject);

/** JSON, but for a file: that is what it is. */
function contentOf(contract: Rpc): ZodOpenApiContentObject {
  if (isStream(contract)) return { 'text/event-stream': {} };
  const file = Object.values(files).find((each) => each.contract === contract);
  if (!file) return { 'application/json': { schema: contract.output } };
  return Object.fromEntries(file.mediaTypes.map((type) => [type, {}]));
}

/** Where each field of the input travels. */
function partsOf(contract: Rpc) {
  const { input } = contract;
  if (!(input instanceof z.ZodObject)) {
    throw new Error(`${contract.subject}: only an object can be spread over path, query and body`);
  }
  const shape = input.shape as Record<string, z.ZodType>;
  const inPath = pathParameters(contract.route?.path ?? '');
  const unknown = inPath.filter((name) => !(name in shape));
  if (unknown.length > 0) throw new Error(`${contract.subject} does not know ${unknown.join()}`);
  const rest = Object.entries(shape).filter(([name]) => !inPath.includes(name));
  const path = inPath.length > 0 ? z.object(pick(shape, inPath)) : null;
  if (rest.length === 0) return { path, query: null, body: null };
  if (!takesBody(contract)) return { path, query: z.object(Object.fromEntries(rest)), body: null };
  return { path, query: null, body: path ? z.strictObject(Object.fromEntries(rest)) : input };
}

function pick(shape: Record<string, z.ZodType>, names: readonly string[]) {
  return Object.fromEntries(Object.entries(shape).filter(([name]) => names.includes(name)));
}

function securityOf({ allow }: Rpc): Record<string, string[]>[] {
  const schemes: Record<string, string[]>[] = [];
  if (allow.includes('anonymous')) schemes.push({});
  if (allow.some((role) => ['parent', 'staff', 'manager'].includes(role))) {
    schemes.push({ bearer: [] }, { cookie: [] });
  }
  if (allow.includes('operator')) schemes.push({ operator: [] });
  return schemes;
}

function allowedText({ allow }: Rpc): string {
  const names = allow.map((role) => (role === 'anonymous' ? 'anybody without signing in' : role));
  return `Allowed: ${names.join(', ')}.`;
}

function featureOf({ subject }: Rpc): string {
  return subject.split('.')[1] ?? '';
}

/** Answers may get more fields in later releases: their schemas allow fields that are not named. */
function leaveRoomForMore({
  jsonSchema,
  zodSchema,
  io,
}: {
  jsonSchema: { additionalProperties?: unknown };
  zodSchema: { _zod: { def: unknown } };
  io: 'input' | 'output';
}): void {
  const { type, catchall } = zodSchema._zod.def as { type: string; catchall?: unknown };
  if (io === 'output' && type === 'object' && !catchall) delete jsonSchema.additionalProperties;
}

/** What the gateway answers without a service. */
function ownPaths(): ZodOpenApiPathsObject {
  const words = z.object({ en: z.string(), nl: z.string() });
  const page = z
    .object({
      code: z.string(),
      status: z.int(),
      title: words,
      advice: words,
      developer: z.string().nullable(),
    })
    .meta({ id: 'ProblemPage' });
  const tags = ['gateway'];
  return {
    [`${API}/openapi.json`]: {
      get: {
        operationId: 'gateway.openapi',
        summary: 'This document',
        tags,
        security: [{}],
        responses: {
          '200': {
            description: 'Done',
            content: { 'application/json': { schema: z.looseObject({}) } },
          },
          ...problemResponses(null),
        },
      },
    },
    [`${PROBLEM_PAGES}/{code}`]: {
      get: {
        operationId: 'gateway.problem',
        summary: 'What a problem means and what to do about it',
        tags,
        security: [{}],
        requestParams: { path: z.object({ code: z.string() }) },
        responses: {
          '200': { description: 'Done', content: { 'application/json': { schema: page } } },
          ...problemResponses(null, ['not-found']),
        },
      },
    },
  };
}
