import { setTimeout as wait } from 'node:timers/promises';

export interface Answer {
  status: number;
  body: unknown;
  retryAfter: string | null;
}

export interface Call {
  method: 'GET' | 'POST';
  path: string;
  body?: unknown;
  key?: string;
  timeoutMs?: number;
}

/** Nobody answered: whether it was done is not known. */
class NoAnswer extends Error {
  override name = 'NoAnswer';
}

/**
 * Asks one of the gateways, in turn. Only where a gateway takes no connections at all the next one is
 * tried, as a load balancer does: everything else is the portal's own doing and shows.
 */
export class Client {
  private turn = 0;

  constructor(
    private readonly urls: readonly string[],
    private readonly token?: string,
  ) {}

  as(token: string): Client {
    return new Client(this.urls, token);
  }

  /** @throws NoAnswer */
  async call(call: Call): Promise<Answer> {
    const first = (this.turn += 1);
    for (let refused = 0; ; refused += 1) {
      const url = this.urls[(first + refused) % this.urls.length] ?? '';
      try {
        return await this.ask(url, call);
      } catch (error) {
        if (!isRefused(error) || refused >= this.urls.length) {
          throw new NoAnswer(reasonOf(error), { cause: error });
        }
      }
    }
  }

  private async ask(url: string, { method, path, body, key, timeoutMs = 10_000 }: Call) {
    const response = await fetch(`${url}/api${path}`, {
      method,
      headers: {
        ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text === '' ? null : (JSON.parse(text) as unknown),
      retryAfter: response.headers.get('retry-after'),
    };
  }
}

/** Whether it makes sense to send the same again, under the same key. */
export function isPassing({ status }: Answer): boolean {
  return status === 429 || status >= 500;
}

/** Sends the same under the same key until there is an answer that will not change; null when in vain. */
export async function persist(
  client: Client,
  call: Call & { key: string },
  { forMs, attempted }: { forMs: number; attempted: () => void },
): Promise<Answer | null> {
  const givenUpAt = Date.now() + forMs;
  while (Date.now() < givenUpAt) {
    attempted();
    const answer = await client.call(call).catch(() => null);
    if (answer !== null && !isPassing(answer)) return answer;
    await wait(150);
  }
  return null;
}

function isRefused(error: unknown): boolean {
  return codeOf(error) === 'ECONNREFUSED';
}

function codeOf(error: unknown): string | undefined {
  const cause = error instanceof Error ? error.cause : undefined;
  return (cause as { code?: string } | undefined)?.code;
}

function reasonOf(error: unknown): string {
  return codeOf(error) ?? (error instanceof Error ? error.message : String(error));
}
