import { isIP } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import { connect, type NatsConnection, type TlsOptions } from '@nats-io/transport-node';

const DRAIN_WITHIN_MS = 2_000;
const NEXT_TRY_MS = 200;

export interface BusAddress {
  /** `tls://host:port`, or `nats://` without encryption; several separated by commas. */
  url: string;
  user: string;
  password: string;
  /** With `tls://`: certificates of the only authority to be believed, as PEM; else those Node.js knows. */
  ca?: string | undefined;
  /** Told why there is no connection yet, each reason once: a broker that starts later, or a wrong certificate. Throws to give up. */
  onWaiting?: (error: Error) => void;
}

/**
 * Connects and stays connected: waits for a broker that is not there yet and reconnects for ever
 * (the client's default gives up after ten tries and leaves a deaf service behind). Waiting is done here
 * and not by the client, which would not say what for.
 */
export async function connectBus(service: string, address: BusAddress): Promise<NatsConnection> {
  const reasons = new Set<string>();
  for (;;) {
    try {
      return await connectOnce(service, address);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (!reasons.has(error.message)) address.onWaiting?.(error);
      reasons.add(error.message);
      await after(NEXT_TRY_MS * (1 + Math.random()));
    }
  }
}

function connectOnce(service: string, address: BusAddress): Promise<NatsConnection> {
  const servers = address.url.split(',').map((server) => server.trim());
  return connect({
    servers,
    // Given, the client refuses a server that does not encrypt, before it says who it is.
    ...(address.url.startsWith('tls:') ? { tls: encryption(servers, address.ca) } : {}),
    user: address.user,
    pass: address.password,
    name: service,
    inboxPrefix: `_INBOX_${service}`,
    maxReconnectAttempts: -1,
    // A password that is wrong now may be right in a minute: passwords are changed while all of it runs.
    ignoreAuthErrorAbort: true,
    reconnectTimeWait: 200,
    reconnectJitter: 200,
    // A stack per request, made before anything went wrong, costs more than the request's own work.
    noAsyncTraces: true,
    // For one try to connect: the client's 20 seconds would outlast the trouble by far.
    timeout: 3_000,
    // A broker that falls silent counts as gone after 1 to 2 seconds, and whoever waits is told (N10).
    pingInterval: 1_000,
    maxPingOut: 1,
  });
}

/** The client takes a server that is named by its address for `localhost` and would look for that name. */
function encryption(servers: readonly string[], ca: string | undefined): TlsOptions {
  const hosts = servers.map((server) => new URL(server).hostname.replace(/^\[|\]$/g, ''));
  const addresses = hosts.filter((host) => isIP(host) !== 0);
  const options = {
    ca,
    checkServerIdentity: (host: string, certificate: PeerCertificate) => {
      const names = hosts.includes(host) || addresses.length === 0 ? [host] : addresses;
      const errors = names.map((name) => checkServerIdentity(name, certificate));
      return errors.includes(undefined) ? undefined : errors[0];
    },
  };
  return options;
}

/** Lets what was sent and received be dealt with, then closes; in bounded time. */
export async function leaveBus(connection: NatsConnection): Promise<void> {
  const isDrained = connection.drain().then(
    () => true,
    () => false,
  );
  // With no broker there is nothing to drain into.
  const isLate = after(DRAIN_WITHIN_MS, false, { ref: false });
  if (!(await Promise.race([isDrained, isLate]))) await connection.close();
}
