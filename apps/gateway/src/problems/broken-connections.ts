import { randomBytes } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ProblemCode } from '@ouderportaal/contracts';
import { PROBLEM_TYPE, problemBody } from './problem.rules.js';
import type { Headers } from '../http/security-headers.js';

const codes: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-incomplete',
};

/** What Node could not read as a request never reaches a handler; its sender still gets a problem. */
export function answerBrokenConnection(
  error: Error & { code?: string },
  socket: Socket,
  headers: Headers,
): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (!socket.writable || hasBegunToAnswer(socket)) {
    socket.destroy();
    return;
  }
  const body = JSON.stringify(
    problemBody({
      code: codes[error.code ?? ''] ?? 'malformed-request',
      language: 'en',
      instance: '',
      traceId: randomBytes(16).toString('hex'),
    }),
  );
  const { status } = JSON.parse(body) as { status: number };
  const lines = Object.entries({
    ...headers,
    'content-type': PROBLEM_TYPE,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}`);
  const start = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`;
  socket.end([start, ...lines, '', body].join('\r\n'));
}

/** Bytes of an answer that is already on its way would make two answers one. */
function hasBegunToAnswer(socket: Socket): boolean {
  const { _httpMessage: message } = socket as { _httpMessage?: { headersSent?: boolean } };
  return message?.headersSent === true;
}
