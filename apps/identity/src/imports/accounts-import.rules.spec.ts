import { describe, expect, it } from '@jest/globals';
import {
  guardianUsername,
  planAccounts,
  type StoredAccount,
  type WantedAccount,
} from './accounts-import.rules.js';

const wanted = (number: string, overrides: Partial<WantedAccount> = {}): WantedAccount => ({
  kind: 'guardian',
  number,
  username: `${number}@ouders.example`,
  email: `${number}@ouders.example`,
  initialPassword: null,
  path: [number],
  usernameField: 'email',
  ...overrides,
});

const stored = (number: string, overrides: Partial<StoredAccount> = {}): StoredAccount => ({
  kind: 'guardian',
  number,
  username: `${number}@ouders.example`,
  email: `${number}@ouders.example`,
  hasPassword: true,
  ...overrides,
});

const plan = (accounts: WantedAccount[], known: StoredAccount[] = []) =>
  planAccounts(accounts, known);

describe('what a guardian signs in with', () => {
  const guardian = { debtorNumber: 'D1', email: 'sam@ouders.example' };

  it.each([
    ['R11: the debtor number', 'debtor-number', guardian, 'd1'],
    ['R12: the e-mail address', 'e-mail', guardian, 'sam@ouders.example'],
    ['R24: nothing, when the address is unknown', 'e-mail', { ...guardian, email: null }, null],
  ] as const)('%s', (_, loginName, who, username) => {
    expect(guardianUsername(loginName, who)).toBe(username);
  });
});

describe('the accounts of an import', () => {
  it('are not written where nothing differs', () => {
    expect(plan([wanted('a')], [stored('a')]).writes).toEqual([]);
  });

  it('R24: are not made without a name to sign in with', () => {
    expect(plan([wanted('a', { username: null, email: null })]).writes).toEqual([]);
  });

  it.each([
    ['a new account', undefined, 'secret'],
    ['one without a password', stored('a', { hasPassword: false }), 'secret'],
  ])('get their first password: %s', (_, known, password) => {
    const { writes } = plan([wanted('a', { initialPassword: 'secret' })], known ? [known] : []);
    expect(writes).toMatchObject([{ number: 'a', password }]);
  });

  it('never get another password', () => {
    expect(plan([wanted('a', { initialPassword: 'secret' })], [stored('a')]).writes).toEqual([]);
    const moved = wanted('a', { email: 'new@ouders.example', initialPassword: 'secret' });
    expect(plan([moved], [stored('a')]).writes).toMatchObject([{ password: null }]);
  });

  it('R22: refuse an address that somebody else has', () => {
    const taken = wanted('b', { email: 'a@ouders.example' });

    expect(plan([taken], [stored('a')]).errors).toEqual([
      { path: ['b', 'email'], message: expect.stringMatching(/belongs to guardian a already/) },
    ]);
  });

  it('R23: tell what to do when two parents share an address', () => {
    const { errors } = plan([wanted('a'), wanted('b', { email: 'a@ouders.example' })]);

    expect(errors).toEqual([
      {
        path: ['b', 'email'],
        message: expect.stringMatching(/leave it empty, or give this parent an own address/),
      },
    ]);
  });

  it('let two people swap addresses, and a new one take what became free', () => {
    const a = wanted('a', { username: 'b@ouders.example', email: 'b@ouders.example' });
    const b = wanted('b', { username: 'a@ouders.example', email: 'a@ouders.example' });
    expect(plan([a, b], [stored('a'), stored('b')]).errors).toEqual([]);

    const gone = wanted('a', { username: null, email: null });
    const taker = wanted('c', { username: 'a@ouders.example', email: 'a@ouders.example' });
    expect(plan([gone, taker], [stored('a')]).errors).toEqual([]);
  });

  it('refuse debtor numbers that differ in capitals only', () => {
    const one = wanted('D1', { username: 'd1', email: null, usernameField: 'debtorNumber' });
    const other = wanted('d1', { username: 'd1', email: null, usernameField: 'debtorNumber' });

    expect(plan([one, other]).errors).toMatchObject([{ path: ['d1', 'debtorNumber'] }]);
  });

  it('tell employees and guardians with the same number apart', () => {
    const { writes, errors } = plan(
      [wanted('a', { email: 'other@ouders.example', username: 'other@ouders.example' })],
      [stored('a', { kind: 'employee' })],
    );

    expect(errors).toEqual([]);
    expect(writes).toMatchObject([{ kind: 'guardian', number: 'a' }]);
  });
});
