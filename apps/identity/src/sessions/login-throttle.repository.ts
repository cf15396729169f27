import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '@ouderportaal/database';
import type { Tally } from './login-throttle.rules.js';

/**
 * Counts attempts per key. A transaction touches the account's key before the address's, always: two
 * that did it in different orders could wait for each other.
 */
@Injectable()
export class LoginThrottleRepository {
  /** Counts one attempt, atomically, and begins a new period where the last one is over. */
  async count(tx: Tx, key: string, now: Date, periodEndsAt: Date): Promise<Tally> {
    const [tally] = await tx.query<Tally>(
      `insert into login_throttle as t (key_hash, attempts, period_ends_at) values ($1, 1, $3)
       on conflict (key_hash) do update set
         attempts = case when t.period_ends_at <= $2 then 1 else t.attempts + 1 end,
         period_ends_at = case when t.period_ends_at <= $2 then $3 else t.period_ends_at end
       returning attempts, period_ends_at as "periodEndsAt"`,
      [hashOf(key), now, periodEndsAt],
    );
    if (!tally) throw new Error('An attempt was not counted');
    return tally;
  }

  async reset(tx: Tx, key: string): Promise<void> {
    await tx.execute('delete from login_throttle where key_hash = $1', [hashOf(key)]);
  }

  /** Takes back one attempt that turned out to be no failure. */
  async takeBack(tx: Tx, key: string): Promise<void> {
    await tx.execute(
      'update login_throttle set attempts = greatest(attempts - 1, 0) where key_hash = $1',
      [hashOf(key)],
    );
  }

  /** Forgets periods that are over. */
  forget(tx: Tx, now: Date): Promise<number> {
    return tx.execute('delete from login_throttle where period_ends_at <= $1', [now]);
  }
}

function hashOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
