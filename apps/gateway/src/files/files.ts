import { Readable } from 'node:stream';
import { Controller, Req, Res, type Type } from '@nestjs/common';
import { Bus } from '@ouderportaal/bus/runtime';
import { DomainError, type media, NOBODY, type StreamedFile } from '@ouderportaal/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { contextOf } from '../routes/call-context.js';
import { isKnownTo } from '../routes/etag.js';
import { named } from '../routes/generated.js';
import { operationOf } from '../routes/operations.js';
import { RouteOf } from '../routes/route-of.js';
import { Organisations } from '../sessions/organisations.js';
import { GATEWAY } from '../sessions/sessions.js';
import { ObjectReader } from './object-reader.js';
import { rangeOf } from './ranges.rules.js';

/** A page or mail may show a file this long without asking again. */
const CACHE = 'public, max-age=300';

/** A Nest controller for each file, as there is one for each page. */
export function fileControllersOf(files: Readonly<Record<string, StreamedFile>>): Type[] {
  return Object.values(files).map(fileControllerOf);
}

function fileControllerOf({ contract, locate }: StreamedFile): Type {
  const file = operationOf(contract);

  @Controller()
  class FileController {
    constructor(
      readonly bus: Bus,
      readonly organisations: Organisations,
      readonly objects: ObjectReader,
    ) {}

    @RouteOf(contract)
    async stream(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
      const { organisation } = file.read(request);
      const context = contextOf(request);
      const tenantId = await this.organisations.tenantOf(organisation, context);
      if (tenantId === NOBODY) throw new DomainError('not-found');
      const answer = await this.bus.request(locate, { ...GATEWAY, tenantId }, {}, context);
      if (!answer.file) throw new DomainError('not-found');
      await this.send(answer.file, request, reply);
    }

    private async send(
      { url, mediaType, bytes, version }: media.FileLocation,
      { headers, method }: FastifyRequest,
      reply: FastifyReply,
    ): Promise<void> {
      const etag = `"${version}"`;
      if (isKnownTo(headers['if-none-match'], etag)) {
        void describe(reply, etag).code(304).send();
        return;
      }
      const isSame = headers['if-range'] === undefined || headers['if-range'] === etag;
      const range = isSame && method === 'GET' ? rangeOf(headers.range, bytes) : null;
      if (range === 'unsatisfiable') {
        reply.header('content-range', `bytes */${bytes}`);
        throw new DomainError('range-not-satisfiable');
      }
      const body = method === 'HEAD' ? Readable.from([]) : await this.objects.open(url, range);
      describe(reply, etag).header('content-type', mediaType);
      if (range) reply.header('content-range', `bytes ${range.first}-${range.last}/${bytes}`);
      const length = range ? range.last - range.first + 1 : bytes;
      void reply
        .code(range ? 206 : 200)
        .header('content-length', length)
        .send(body);
    }
  }
  return named(FileController, contract.subject);
}

/** Shown by mail programs and other sites' pages too: it is public, and a picture and nothing else. */
function describe(reply: FastifyReply, etag: string): FastifyReply {
  return reply
    .header('etag', etag)
    .header('accept-ranges', 'bytes')
    .header('cache-control', CACHE)
    .header('cross-origin-resource-policy', 'cross-origin');
}
