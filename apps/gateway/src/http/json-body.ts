import { DomainError } from '@ouderportaal/contracts';
import type { FastifyInstance } from 'fastify';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Bodies are JSON or refused: no forms, no plain text (S21). An empty body is no body. Keys such as
 * `__proto__` stay ordinary own keys here, and no schema knows them.
 */
export function acceptOnlyJson(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    (request, body, done) => {
      const encoding = request.headers['content-encoding'];
      if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
        done(new DomainError('unsupported-media-type'));
      } else if (body.length === 0) done(null, undefined);
      else parse(body, done);
    },
  );
}

function parse(body: Buffer, done: (error: Error | null, body?: unknown) => void): void {
  let json: unknown;
  try {
    json = JSON.parse(utf8.decode(body));
  } catch {
    done(new DomainError('malformed-json'));
    return;
  }
  done(null, json);
}
