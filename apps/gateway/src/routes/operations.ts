import { Inject, Injectable } from '@nestjs/common';
import { Bus } from '@ouderportaal/bus/runtime';
import type { Rpc } from '@ouderportaal/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { contextOf, idempotencyKeyOf } from './call-context.js';
import { etagOf, isKnownTo } from './etag.js';
import { inputReader } from './input.js';
import { BULK_BUS } from '../http/tokens.js';

const JSON_TYPE = 'application/json; charset=utf-8';

/** One operation of a service, ready to be asked for over HTTP. */
export interface Operation {
  contract: Rpc;
  read(request: FastifyRequest): Record<string, unknown>;
}

export function operationOf(contract: Rpc): Operation {
  return { contract, read: inputReader(contract) };
}

/** Asks the service and hands on its answer, byte for byte. */
@Injectable()
export class Operations {
  constructor(
    private readonly bus: Bus,
    @Inject(BULK_BUS) private readonly bulkBus: Bus,
  ) {}

  /** @throws DomainError */
  async ask(operation: Operation, request: FastifyRequest): Promise<Uint8Array> {
    const { contract } = operation;
    const { actor } = request.state;
    if (!actor) throw new Error('The guard has not run');
    const input = operation.read(request);
    const key = operation.contract.idempotent ? idempotencyKeyOf(request) : null;
    const bus = contract.bulk ? this.bulkBus : this.bus;
    return bus.requestBytes(contract, actor, input, contextOf(request, key));
  }

  /** What a GET gives has a tag; who names it in `If-None-Match` gets 304 and no bytes again. */
  send(contract: Rpc, reply: FastifyReply, body: Uint8Array): void {
    const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    if (contract.route?.method === 'GET') {
      const etag = etagOf(bytes);
      reply.header('etag', etag);
      if (isKnownTo(reply.request.headers['if-none-match'], etag)) {
        void reply.code(304).send();
        return;
      }
    }
    void reply.code(contract.status).header('content-type', JSON_TYPE).send(bytes);
  }
}
