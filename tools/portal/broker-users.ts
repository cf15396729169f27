import { randomBytes } from 'node:crypto';
import { brokerUser, permissionsOf } from '@ouderportaal/bus';
import type { NatsServer } from '../backing-services/types.js';
import { PROCESS_NAMES, type ProcessName } from './service-environment.js';

/** What a process signs in to the broker with. */
export interface BrokerLogin {
  user: string;
  password: string;
}

/** One user of the broker per process, each with its own rights and a password for this start. */
export class BrokerUsers {
  private readonly passwords = new Map<ProcessName, string>(
    PROCESS_NAMES.map((name) => [name, randomBytes(24).toString('base64url')]),
  );

  /** For the server's configuration. */
  configuration(): string {
    return [...this.passwords]
      .map(([name, password]) => brokerUser(name, password, permissionsOf(name)))
      .join('\n    ');
  }

  /** A server of others knows no users of ours: there every process has the login it was given. */
  loginOf(name: ProcessName, nats: Pick<NatsServer, 'user' | 'pass' | 'hasOwnUsers'>): BrokerLogin {
    if (!nats.hasOwnUsers) return { user: nats.user ?? '', password: nats.pass ?? '' };
    return { user: name, password: this.passwords.get(name) ?? '' };
  }
}
