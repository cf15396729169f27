import { randomBytes } from 'node:crypto';
import {
  BROKER_USERS,
  type BrokerUser,
  brokerUser,
  permissionsOf,
} from '@ouderportaal/bus/runtime';
import type { NatsServer } from '@ouderportaal/backing-services';
import { type BrokerLogin } from './service-environment.js';

/** The users of the broker, each with its own rights and a password for this start. */
export class BrokerUsers {
  private readonly passwords = new Map<BrokerUser, string>(
    BROKER_USERS.map((name) => [name, randomBytes(24).toString('base64url')]),
  );

  passwordOf(name: BrokerUser): string {
    return this.passwords.get(name) ?? '';
  }

  /** For the server's configuration. */
  configuration(): string {
    return [...this.passwords]
      .map(([name, password]) => brokerUser(name, password, permissionsOf(name)))
      .join('\n    ');
  }

  /** A server of others knows no users of ours: there every process has the login it was given. */
  loginOf(name: BrokerUser, nats: Pick<NatsServer, 'user' | 'pass' | 'hasOwnUsers'>): BrokerLogin {
    if (!nats.hasOwnUsers) return { user: nats.user ?? '', password: nats.pass ?? '' };
    return { user: name, password: this.passwords.get(name) ?? '' };
  }
}
