import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Tx } from '@ouderportaal/database';
import { CONFIG } from '@ouderportaal/service';
import type { IdentityConfig } from '../config.js';
import type { Tally } from './login-throttle.rules.js';

/**
 * Counts attempts per key. A transaction touches the account's key, then the address's, then the
 * network's, always: two that did it in different orders could wait for each other. What is stored is an
 * HMAC: names and addresses are few enough that a plain hash could be turned back by trying them all.
 */
@Injectable()
export class LoginThrottleRepository {
  private readonly key: string;

  constructor(@Inject(CONFIG) { LOGIN_THROTTLE_KEY }: IdentityConfig) {
    this.key = LOGIN_THROTTLE_KEY;
  }

  /** Counts one attempt, atomically, and begins a new period where the last one is over. */
  async count(tx: Tx, key: string, now: Date, periodEndsAt: Date): Promise<Tally> {
    const [tally] = await tx.query<Tally>(
      `insert into login_throttle as t (key_hash, attempts, period_ends_at) values ($1, 1, $3)
       on conflict (key_hash) do update set
         attempts = case when t.period_ends_at <= $2 then 1 else t.attempts + 1 end,
         period_ends_at = case when t.period_ends_at <= $2 then $3 else t.period_ends_at end
       returning attempts, period_ends_at as "periodEndsAt"`,
      [this.hashOf(key), now, periodEndsAt],
    );
    if (!tally) throw new Error('An attempt was not counted');
    return tally;
  }

  async reset(tx: Tx, key: string): Promise<void> {
    await tx.execute('delete from login_throttle where key_hash = $1', [this.hashOf(key)]);
  }

  /** Takes back one attempt that turned out to be no failure. */
  async takeBack(tx: Tx, key: string): Promise<void> {
    await tx.execute(
      'update login_throttle set attempts = greatest(attempts - 1, 0) where key_hash = $1',
      [this.hashOf(key)],
    );
  }

  /** Forgets periods that are over. */
  forget(tx: Tx, now: Date): Promise<number> {
    return tx.execute('delete from login_throttle where period_ends_at <= $1', [now]);
  }

  private hashOf(key: string): Buffer {
    return createHmac('sha256', this.key).update(key).digest();
  }
}
