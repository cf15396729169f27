import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type HealthCheck, readiness } from './health.js';
import type { Metrics } from './metrics.js';

interface InternalServerOptions {
  metrics: Metrics;
  checks: readonly HealthCheck[];
  host: string;
  /** 0 takes a free one. */
  port: number;
}

export interface InternalServer {
  url: string;
  stop(): Promise<void>;
}

interface Answer {
  status: number;
  type: string;
  text: string;
}

const json = (status: number, value: object): Answer => ({
  status,
  type: 'application/json',
  text: JSON.stringify(value),
});

/**
 * `/metrics`, `/health/live` and `/health/ready` on a port for the platform alone: of a process whose
 * own port is public, or that has none.
 */
export async function startInternalServer({
  metrics,
  checks,
  host,
  port,
}: InternalServerOptions): Promise<InternalServer> {
  const answers: Record<string, () => Promise<Answer>> = {
    '/metrics': async () => ({
      status: 200,
      type: metrics.contentType,
      text: await metrics.text(),
    }),
    '/health/live': async () => json(200, { status: 'ok' }),
    '/health/ready': async () => {
      const found = await readiness(checks);
      return json(found.status === 'ok' ? 200 : 503, found);
    },
  };
  const server = createServer((request, response) => {
    const answer = request.method === 'GET' ? answers[request.url ?? ''] : undefined;
    void send(response, answer ? answer() : Promise.resolve(json(404, { status: 'not-found' })));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${taken}`,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function send(response: ServerResponse, answer: Promise<Answer>): Promise<void> {
  const { status, type, text } = await answer.catch(() => json(500, { status: 'failed' }));
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(text);
}
