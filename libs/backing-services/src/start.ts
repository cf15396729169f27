import { join } from 'node:path';

import { startMailCatcher } from './mail-catcher.js';
import { startNats } from './nats.js';
import { startObjectStore } from './object-store.js';
import { startPostgres } from './postgres.js';
import type {
  MailCatcher,
  MailOptions,
  NatsOptions,
  NatsServer,
  ObjectStore,
  PostgresServer,
  RunningService,
  StartOptions,
} from './types.js';

export interface BackingServices {
  readonly postgres: PostgresServer;
  readonly nats: NatsServer;
  readonly objectStore: ObjectStore;
  readonly mail: MailCatcher;
}

type BackingServiceName = keyof BackingServices;

/** Each service's data lies in a folder of this name below the common one. */
export const SERVICE_FOLDERS: Record<BackingServiceName, string> = {
  postgres: 'postgres',
  nats: 'nats',
  objectStore: 'object-store',
  mail: 'mail',
};

interface BackingOptions<W extends BackingServiceName> extends StartOptions {
  readonly durable: boolean;
  readonly want: readonly W[];
  /** See NatsOptions.users. */
  readonly natsUsers?: NatsOptions['users'];
  /** See ObjectStoreOptions.mayFollow. */
  readonly objectStoreMayFollow?: boolean;
  /** See MailOptions.pagePort. */
  readonly mailPagePort?: MailOptions['pagePort'];
}

export type StartedServices<W extends BackingServiceName> = Pick<BackingServices, W> & {
  /** Stops them all; may be called more than once. */
  stop(): Promise<void>;
};

/** Starts the wanted services side by side. When one cannot start, the others are stopped again. */
export async function startBackingServices<const W extends BackingServiceName>(
  options: BackingOptions<W>,
): Promise<StartedServices<W>> {
  const names = [...new Set(options.want)];
  const results = await Promise.allSettled(names.map((name) => startOne(name, options)));
  const started = results.flatMap((result) =>
    result.status === 'fulfilled' ? [result.value] : [],
  );
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((service) => service.stop()));
  };
  const failures = results.flatMap((result): unknown[] =>
    result.status === 'rejected' ? [result.reason] : [],
  );
  if (failures.length > 0) {
    await stop();
    if (failures.length === 1) throw failures[0];
    throw new AggregateError(failures, failures.map(messageOf).join('\n'));
  }
  const services = Object.fromEntries(names.map((name, index) => [name, started[index]]));
  return { ...(services as unknown as Pick<BackingServices, W>), stop };
}

function startOne(
  name: BackingServiceName,
  options: BackingOptions<BackingServiceName>,
): Promise<RunningService> {
  const { durable, log, environment } = options;
  const own = { dataDir: join(options.dataDir, SERVICE_FOLDERS[name]), durable, log, environment };
  switch (name) {
    case 'postgres':
      return startPostgres(own);
    case 'nats':
      return startNats({ ...own, users: options.natsUsers });
    case 'objectStore':
      return startObjectStore({ ...own, mayFollow: options.objectStoreMayFollow });
    case 'mail':
      return startMailCatcher({ ...own, pagePort: options.mailPagePort });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
