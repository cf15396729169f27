import pg from 'pg';

/** A little longer than the server lets a statement take (`statement_timeout`). */
const ANSWER_WITHIN_MS = 12_000;
const CONNECT_WITHIN_MS = 5_000;

/**
 * A connection that is given up when the server does not answer. A network that forgot about it tells
 * nobody: without this, whoever waits for an answer waits for ever, and so does everybody who is handed
 * the same connection after.
 */
export class ImpatientClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super({
      ...config,
      query_timeout: ANSWER_WITHIN_MS,
      connectionTimeoutMillis: CONNECT_WITHIN_MS,
      keepAlive: true,
    });
    const ask = this.query.bind(this) as (...question: unknown[]) => unknown;
    this.query = ((...question: unknown[]) => {
      const answer = ask(...question);
      if (answer instanceof Promise) answer.catch((error: unknown) => this.giveUpAfter(error));
      return answer;
    }) as typeof this.query;
  }

  private giveUpAfter(error: unknown): void {
    // A pool throws away what has been ended, as soon as it gets it back.
    if (isReadTimeout(error)) this.end().catch(() => {});
  }
}

/** The server did not answer: whether it did what it was told is not known. */
export function isReadTimeout(error: unknown): boolean {
  return error instanceof Error && error.message.includes('Query read timeout');
}
