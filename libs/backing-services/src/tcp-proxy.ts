import { createServer, type Server, Socket } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * Stands between a process and a server it needs, and does what networks do:
 * - `slow`: every piece arrives later;
 * - `cut`: nothing gets through and nobody is told, as when a cable is pulled; connections of that
 *   time stay dead for ever, as behind a firewall that forgot them;
 * - `refuse`: connections are reset, new ones too.
 */
export type Weather = { is: 'fine' | 'cut' | 'refuse' } | { is: 'slow'; ms: number };

export class TcpProxy {
  private weather: Weather = { is: 'fine' };
  private target: { host: string; port: number } | undefined;
  private readonly pairs = new Set<Pair>();

  private constructor(private readonly server: Server) {
    server.on('connection', (client) => this.connected(client));
  }

  static async start(): Promise<TcpProxy> {
    const server = createServer();
    const proxy = new TcpProxy(server);
    server.listen({ port: 0, host: '127.0.0.1' });
    await once(server, 'listening');
    return proxy;
  }

  /** The URL with this proxy in place of its server. */
  inFrontOf(url: string): string {
    const changed = new URL(url);
    this.target = { host: changed.hostname, port: Number(changed.port) };
    return url.replace(changed.host, `127.0.0.1:${(this.server.address() as AddressInfo).port}`);
  }

  change(weather: Weather): void {
    this.weather = weather;
    for (const pair of this.pairs) {
      if (weather.is === 'refuse') pair.reset();
      if (weather.is === 'cut') pair.isDead = true;
    }
  }

  async stop(): Promise<void> {
    for (const pair of this.pairs) pair.reset();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private connected(client: Socket): void {
    const upstream = new Socket();
    const pair = new Pair(client, upstream);
    for (const socket of [client, upstream]) socket.on('error', () => pair.reset());
    this.pairs.add(pair);
    pair.onEnd = () => this.pairs.delete(pair);
    if (this.weather.is === 'refuse' || this.target === undefined) {
      pair.reset();
      return;
    }
    pair.isDead = this.weather.is === 'cut';
    this.pump(pair, client, upstream);
    this.pump(pair, upstream, client);
    // Also where it will stay dead: the server would not have heard of it, and nobody notices.
    if (!pair.isDead) upstream.connect(this.target);
  }

  private pump(pair: Pair, from: Socket, to: Socket): void {
    from.setNoDelay(true);
    let last: Promise<unknown> = Promise.resolve();
    from.on('data', (chunk: Buffer) => {
      if (pair.isDead) return;
      const { weather } = this;
      if (weather.is !== 'slow') {
        last = last.then(() => pair.pass(to, chunk));
        return;
      }
      const until = wait(weather.ms);
      last = last.then(() => until).then(() => pair.pass(to, chunk));
    });
    from.on('close', () => void last.then(() => pair.closed(to)));
  }
}

/** The two halves of one connection. */
class Pair {
  isDead = false;
  onEnd: () => void = () => undefined;

  constructor(
    private readonly client: Socket,
    private readonly upstream: Socket,
  ) {}

  pass(to: Socket, chunk: Buffer): void {
    if (!this.isDead && to.writable) to.write(chunk);
  }

  /** One side hung up; on a dead line the other one never hears of it. */
  closed(other: Socket): void {
    if (this.client.destroyed && this.upstream.destroyed) this.onEnd();
    if (!this.isDead) other.destroy();
  }

  reset(): void {
    for (const socket of [this.client, this.upstream]) {
      // What is not connected has nobody to tell.
      if (socket.readyState === 'open') socket.resetAndDestroy();
      else socket.destroy();
    }
    this.onEnd();
  }
}
