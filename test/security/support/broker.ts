import { brokerUser, connectBus, permissionsOf } from '@ouderportaal/bus/runtime';
import { openBroker } from '@ouderportaal/testing';
import { type NatsConnection, PermissionViolationError } from '@nats-io/transport-node';

export const SERVICES = ['identity', 'planning', 'media', 'messaging', 'billing'] as const;
export const USERS = ['gateway', 'streams', ...SERVICES] as const;
export type User = (typeof USERS)[number];

export interface PortalBroker {
  url: string;
  /** May do everything: for what a test does itself. */
  admin(): Promise<NatsConnection>;
  /** What each process of the portal would be signed in with. */
  as(user: User): Promise<NatsConnection>;
  stop(): Promise<void>;
}

/** A real broker with the users of the portal, and none of its processes. */
export async function portalBroker(): Promise<PortalBroker> {
  const broker = await openBroker(
    USERS.map((user) => brokerUser(user, `of ${user}`, permissionsOf(user))),
  );
  const open: NatsConnection[] = [];
  const signIn = async (user: string, password: string) => {
    const connection = await connectBus(user, { url: broker.url, user, password });
    open.push(connection);
    return connection;
  };
  return {
    url: broker.url,
    admin: () => signIn(broker.user, broker.password),
    as: (user) => signIn(user, `of ${user}`),
    stop: async () => {
      await Promise.all(open.map((connection) => connection.close()));
      await broker.stop();
    },
  };
}

/** Which of the subjects the broker refuses: it answers in order, so all refusals are in by the flush. */
export async function refusedBy(
  connection: NatsConnection,
  subjects: readonly string[],
  act: (subject: string) => void,
): Promise<Set<string>> {
  const refused = new Set<string>();
  void collectRefusals(connection, refused);
  for (const subject of subjects) act(subject);
  await connection.flush();
  // The client hands refusals on in the turns after it has read them.
  await new Promise((resolve) => setImmediate(resolve));
  return refused;
}

/** Goes on until the connection closes. */
async function collectRefusals(connection: NatsConnection, refused: Set<string>): Promise<void> {
  for await (const status of connection.status()) {
    if (status.type !== 'error') continue;
    if (status.error instanceof PermissionViolationError) refused.add(status.error.subject);
  }
}
