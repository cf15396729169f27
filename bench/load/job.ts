/** What the load generator is told; it runs in a process of its own. */
export interface LoadJob {
  host: string;
  port: number;
  connections: number;
  seconds: number;
  /** Complete HTTP/1.1 requests, sent by turns. */
  requests: readonly string[];
  /** Each request is sent at most once; the run ends early when there are none left. */
  isOnce: boolean;
  /** The status that counts as right. */
  status: number;
}

export interface LoadResult {
  answered: number;
  wrong: number;
  /** The first status that was not the right one. */
  wrongStatus: number | null;
  seconds: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}
