import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { LoadJob, LoadResult } from '../load/job.js';

export interface Target {
  /** Of the server, without a path. */
  url: string;
  requests: readonly string[];
  status?: number;
  isOnce?: boolean;
  /** Load that is not measured itself: some of it may be refused. */
  mayBeRefused?: boolean;
}

type Reply = { result: LoadResult } | { error: string };

/** The load generator: a process of its own, so that it does not wait for what it measures. */
export class Load {
  private readonly child: ChildProcess;

  constructor() {
    this.child = fork(join(import.meta.dirname, '../load/main.js'));
  }

  /** @throws Error when an answer was not the one asked for: a fast error is no throughput. */
  async run(target: Target, connections: number, seconds: number): Promise<LoadResult> {
    const { hostname, port } = new URL(target.url);
    const job: LoadJob = {
      host: hostname,
      port: Number(port),
      connections,
      seconds,
      requests: target.requests,
      isOnce: target.isOnce ?? false,
      status: target.status ?? 200,
    };
    const result = await this.tell(job);
    if (result.wrong > 0 && !target.mayBeRefused) {
      throw new Error(`${result.wrong} answers were wrong, the first one ${result.wrongStatus}`);
    }
    if (target.isOnce && result.seconds < seconds * 0.9) {
      throw new Error(`The requests were used up after ${result.seconds.toFixed(1)} s`);
    }
    return result;
  }

  /** Requests answered per second. */
  async rate(target: Target, connections: number, seconds: number): Promise<number> {
    const { answered, seconds: took } = await this.run(target, connections, seconds);
    return answered / took;
  }

  stop(): void {
    this.child.disconnect();
  }

  private tell(job: LoadJob): Promise<LoadResult> {
    return new Promise((resolve, reject) => {
      this.child.once('message', (reply: Reply) => {
        if ('result' in reply) resolve(reply.result);
        else reject(new Error(reply.error));
      });
      this.child.send(job);
    });
  }
}

/** A request as it goes over the wire. */
export function httpRequest(
  method: 'GET' | 'POST',
  path: string,
  options: { token?: string; body?: unknown; key?: string } = {},
): string {
  const body = options.body === undefined ? '' : JSON.stringify(options.body);
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'host: localhost',
    ...(options.token ? [`authorization: Bearer ${options.token}`] : []),
    ...(options.key ? [`idempotency-key: ${options.key}`] : []),
    ...(body
      ? ['content-type: application/json', `content-length: ${Buffer.byteLength(body)}`]
      : []),
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}
