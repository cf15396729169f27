import { Injectable } from '@nestjs/common';
import type { CallContext } from '@ouderportaal/bus';
import type { Tx } from '@ouderportaal/database';
import { Clock } from '@ouderportaal/kernel';
import { LoginThrottleRepository } from './login-throttle.repository.js';
import {
  accountKey,
  addressKey,
  MAX_FAILURES,
  networkKey,
  PERIOD_MINUTES,
  secondsToWait,
} from './login-throttle.rules.js';

/** The keys under which one attempt to sign in is counted. */
export interface Attempt {
  account: string;
  /** Null when the gateway did not say where the client is. */
  address: string | null;
  /** The larger network of the address; null likewise. */
  network: string | null;
}

export function attemptOf(
  organisation: string,
  username: string,
  { clientAddress }: CallContext,
): Attempt {
  return {
    account: accountKey(organisation, username),
    address: clientAddress ? addressKey(clientAddress) : null,
    network: clientAddress ? networkKey(clientAddress) : null,
  };
}

/** Slows guessing down (S12): every attempt counts before its password is looked at. */
@Injectable()
export class LoginThrottle {
  constructor(
    private readonly throttle: LoginThrottleRepository,
    private readonly clock: Clock,
  ) {}

  /** Counts an attempt; answers how many seconds to wait first, 0 when it may go on. */
  async count(tx: Tx, { account, address, network }: Attempt): Promise<number> {
    const forAccount = await this.countOne(tx, account, MAX_FAILURES.account);
    const forAddress = address ? await this.countOne(tx, address, MAX_FAILURES.address) : 0;
    const forNetwork = network ? await this.countOne(tx, network, MAX_FAILURES.network) : 0;
    return Math.max(forAccount, forAddress, forNetwork);
  }

  /**
   * It was no failure. The account begins anew; address and network only get this attempt back, else somebody
   * could guess for ever who signs in to an account of their own in between.
   */
  async settle(tx: Tx, { account, address, network }: Attempt): Promise<void> {
    await this.throttle.reset(tx, account);
    if (address) await this.throttle.takeBack(tx, address);
    if (network) await this.throttle.takeBack(tx, network);
  }

  private async countOne(tx: Tx, key: string, maximum: number): Promise<number> {
    const now = this.clock.now();
    const periodEndsAt = new Date(now.getTime() + PERIOD_MINUTES * 60_000);
    return secondsToWait(await this.throttle.count(tx, key, now, periodEndsAt), maximum, now);
  }
}
