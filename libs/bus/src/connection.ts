import { setTimeout as after } from 'node:timers/promises';
import { connect, type NatsConnection } from '@nats-io/transport-node';

const DRAIN_WITHIN_MS = 2_000;

export interface BusAddress {
  /** `nats://host:port`, several separated by commas. */
  url: string;
  user: string;
  password: string;
}

/**
 * Connects and stays connected: waits for a broker that is not there yet and reconnects for ever
 * (the client's default gives up after ten tries and leaves a deaf service behind).
 */
export function connectBus(service: string, address: BusAddress): Promise<NatsConnection> {
  return connect({
    servers: address.url.split(','),
    user: address.user,
    pass: address.password,
    name: service,
    inboxPrefix: `_INBOX_${service}`,
    waitOnFirstConnect: true,
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
