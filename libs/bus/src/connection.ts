import { connect, type NatsConnection } from '@nats-io/transport-node';

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
    reconnectTimeWait: 200,
    reconnectJitter: 200,
    // A stack per request, made before anything went wrong, costs more than the request's own work.
    noAsyncTraces: true,
    // For one try to connect: the client's 20 seconds would outlast the trouble by far.
    timeout: 3_000,
    pingInterval: 2_000,
    maxPingOut: 2,
  });
}
