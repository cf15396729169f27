import type { CallContext } from '@ouderportaal/bus';
import { DomainError } from '@ouderportaal/contracts';
import type { FastifyRequest } from 'fastify';
import { plainAddress } from '../limits/client-address.rules.js';

const IDEMPOTENCY_KEY = /^[\x20-\x7e]{1,200}$/;

/** What surrounds a request on the bus. */
export function contextOf(
  request: FastifyRequest,
  idempotencyKey: string | null = null,
): CallContext {
  const { trace, startedAt: askedAt } = request.state;
  const clientAddress = plainAddress(request.ip);
  return { ...trace, idempotencyKey, clientAddress, askedAt };
}

/** @throws DomainError `invalid-input` when the header is there but not usable. */
export function idempotencyKeyOf(request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key === 'string' && IDEMPOTENCY_KEY.test(key)) return key;
  throw new DomainError('invalid-input', {}, [
    { path: ['Idempotency-Key'], message: 'Must be 1 to 200 printable ASCII characters' },
  ]);
}
