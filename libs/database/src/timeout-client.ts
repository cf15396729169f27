import type { Socket } from 'node:net';
import pg from 'pg';
import { CONNECT_WITHIN_MS, SILENT_FOR_MS } from './limits.js';

/** The server does not answer: whether it did what it was told is not known. */
export class DatabaseSilent extends Error {
  override name = 'DatabaseSilent';
  readonly code = 'ETIMEDOUT';

  constructor() {
    super('The database does not answer');
  }
}

/**
 * A connection that is given up when the server does not answer. A network that forgot about it tells
 * nobody: without this, whoever waits for an answer waits for ever, and so does everybody who is handed
 * the same connection after. What one of them finds out holds for all to the same server that have not
 * been heard since: they are given up with it, so that not everybody has to find out alone.
 */
export class TimeoutClient extends pg.Client {
  private static readonly open = new Set<TimeoutClient>();

  private isAsked = false;
  private askedAt = 0;
  private heardAt = 0;

  constructor(config?: pg.ClientConfig) {
    super({ ...config, connectionTimeoutMillis: CONNECT_WITHIN_MS, keepAlive: true });
    // Who asks is told by the answer, and the pool by its own listener; unheard, it would end the process.
    this.on('error', () => {});
    this.once('connect', () => this.watch());
    this.once('end', () => TimeoutClient.open.delete(this));
    this.on('drain', () => {
      this.isAsked = false;
      this.heardAt = performance.now();
    });
    const ask = this.query.bind(this) as (...question: unknown[]) => unknown;
    this.query = ((...question: unknown[]) => {
      if (!this.isAsked) this.askedAt = performance.now();
      this.isAsked = true;
      return ask(...question);
    }) as typeof this.query;
  }

  /** How long the server may be silent from now on, in milliseconds; as usual without a number. */
  allowSilence(ms = SILENT_FOR_MS): void {
    this.socket().setTimeout(ms);
  }

  private socket(): Socket {
    return this.connection.stream as Socket;
  }

  private watch(): void {
    const socket = this.socket();
    TimeoutClient.open.add(this);
    this.heardAt = performance.now();
    this.allowSilence();
    socket.on('timeout', () => {
      if (!this.isAsked) return;
      // After a pause of this process itself the answer may be there, and only not read yet.
      const { bytesRead } = socket;
      setImmediate(() => {
        if (this.isAsked && socket.bytesRead === bytesRead) this.giveUp();
      });
    });
  }

  private giveUp(): void {
    for (const other of TimeoutClient.open) {
      const isSilent = other.heardAt <= this.askedAt;
      const isNeighbour = other.host === this.host && other.port === this.port;
      if (isSilent && isNeighbour) other.socket().destroy(new DatabaseSilent());
    }
  }
}
