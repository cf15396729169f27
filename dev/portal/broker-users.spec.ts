import { PROCESS_NAMES } from '@ouderportaal/contracts';
import { describe, expect, it } from '@jest/globals';
import { BROKER_USERS } from '@ouderportaal/bus/runtime';
import { BrokerUsers } from './broker-users.js';

interface User {
  user: string;
  password: string;
  permissions: { publish: { allow: string[] }; subscribe: { allow: string[] } };
}

describe('S9: the users of the broker', () => {
  const users = new BrokerUsers();
  const ours = { user: 'admin', pass: 'secret', hasOwnUsers: true };
  const configured = users
    .configuration()
    .split('\n')
    .map((line) => JSON.parse(line) as User);

  it('are one for each process and one for the streams, each with a password and rights of its own', () => {
    expect(configured.map(({ user }) => user)).toEqual([...PROCESS_NAMES, 'streams']);
    expect(new Set(configured.map(({ password }) => password)).size).toBe(BROKER_USERS.length);
    for (const { password, permissions } of configured) {
      expect(password.length).toBeGreaterThanOrEqual(32);
      expect(permissions.publish.allow.length).toBeGreaterThan(0);
      expect(permissions.subscribe.allow.length).toBeGreaterThan(0);
    }
  });

  it.each(BROKER_USERS)('let %s in as itself', (name) => {
    const { user, password } = configured.find((one) => one.user === name)!;
    expect(users.loginOf(name, ours)).toEqual({ user, password });
  });

  it('are those of the server where that is not ours', () => {
    const theirs = { user: 'shared', pass: 'given', hasOwnUsers: false };
    expect(users.loginOf('billing', theirs)).toEqual({ user: 'shared', password: 'given' });
  });

  it('have other passwords at the next start', () => {
    expect(new BrokerUsers().loginOf('planning', ours)).not.toEqual(
      users.loginOf('planning', ours),
    );
  });
});
