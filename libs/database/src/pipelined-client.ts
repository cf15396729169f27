import type pg from 'pg';
import { TimeoutClient } from './timeout-client.js';

/**
 * A connection on which the next statement need not wait for the answer to the one before: what is asked
 * at one moment goes over the wire as one message, and is answered in order. A transaction opens together
 * with its first statement, and its last ones go together with the commit.
 */
export class PipelinedClient extends TimeoutClient {
  constructor(config?: pg.ClientConfig) {
    super({ ...config, pipeline: true });
    const ask = this.query.bind(this) as (...question: unknown[]) => unknown;
    this.query = ((...question: unknown[]) => {
      this.holdTogether();
      return ask(...question);
    }) as typeof this.query;
  }

  private holdTogether(): void {
    const { stream } = this.connection;
    stream.cork();
    process.nextTick(() => stream.uncork());
  }
}
