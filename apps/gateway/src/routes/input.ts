import { inputProblem } from '@ouderportaal/bus/runtime';
import { DomainError, type FieldError, pathParameters, type Rpc } from '@ouderportaal/contracts';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { languageOf } from '../problems/problem.rules.js';

/** What is wrong with a field, for who reads Dutch; rules of our own keep their English sentence. */
const inDutch = z.locales.nl().localeError;

/** A caller may send a name as long as the whole body; it gets that back once, shortened. */
const MAX_MESSAGE = 300;

type Fields = Record<string, unknown>;

/** Whether an operation takes its input from the body; otherwise from the query. */
export function takesBody(contract: Rpc): boolean {
  return contract.route !== null && /^(POST|PUT|PATCH)$/.test(contract.route.method);
}

/**
 * Makes the function that reads an operation's input: the parameters of the path, and the body or the
 * query. It gives what was sent, once the contract's schema has accepted it.
 * @throws DomainError `not-found` where a parameter of the path cannot be one, `invalid-input`, or the rule
 * of the contract that was broken (from the function made).
 */
export function inputReader(contract: Rpc): (request: FastifyRequest) => Fields {
  const names = pathParameters(contract.route?.path ?? '');
  const fieldsOf = takesBody(contract) ? fieldsOfBody : fieldsOfQuery;
  const { input: schema } = contract;
  return (request) => {
    const fields = fieldsOf(request);
    const misplaced = names.filter((name) => Object.hasOwn(fields, name));
    if (misplaced.length > 0) {
      refuse(misplaced.map((name) => ({ path: [name], message: 'Belongs in the path only' })));
    }
    const input = { ...fields, ...(request.params as Fields) };
    const isDutch = languageOf(request.headers['accept-language']) === 'nl';
    const result = schema.safeParse(input, isDutch ? { error: inDutch } : undefined);
    if (!result.success) throw refusal(result.error, names);
    return input;
  };
}

/** An id that is no id is answered like one that is nobody's. */
function refusal(error: z.ZodError, namesInPath: readonly string[]): DomainError {
  if (error.issues.some(({ path: [name] }) => namesInPath.includes(String(name)))) {
    return new DomainError('not-found');
  }
  const { code, errors } = inputProblem(error);
  return new DomainError(code, {}, errors.map(shorten));
}

function fieldsOfBody({ body, query }: FastifyRequest): Fields {
  const unexpected = Object.keys(query as Fields);
  if (unexpected.length > 0) {
    const message = 'This operation takes its fields from the body';
    refuse(unexpected.slice(0, 50).map((name) => shorten({ path: [name], message })));
  }
  if (body === undefined) return {};
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    refuse([{ path: [], message: 'Must be a JSON object' }]);
  }
  return body as Fields;
}

function fieldsOfQuery({ body, query }: FastifyRequest): Fields {
  if (body !== undefined) refuse([{ path: [], message: 'This operation takes no body' }]);
  return query as Fields;
}

function shorten({ path, message }: FieldError): FieldError {
  return {
    path: path.map((step) => (typeof step === 'string' ? cut(step) : step)),
    message: cut(message),
  };
}

function cut(text: string): string {
  return text.length > MAX_MESSAGE ? `${text.slice(0, MAX_MESSAGE)}…` : text;
}

function refuse(errors: readonly FieldError[]): never {
  throw new DomainError('invalid-input', {}, errors);
}
