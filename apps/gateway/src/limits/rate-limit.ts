import { type Actor, NOBODY } from '@ouderportaal/contracts';
import type { Clock } from '@ouderportaal/kernel';
import { clientKey } from './client-address.rules.js';
import { ConcurrencyLimits } from './concurrency-limits.js';
import { TokenBuckets } from './token-buckets.js';

/** One person, one organisation, and one address of whoever is not signed in. */
export interface Shares {
  person: number;
  tenant: number;
  address: number;
}

/** What one request takes while it is worked on. */
export interface Visit {
  /** Key of the limit: a person, or an address. */
  readonly key: string;
  /** Releases the slots; the request stays counted. */
  leave(): void;
  /** Releases the slots and gives the counted requests back. */
  giveBack(): void;
}

interface Share {
  kind: keyof Shares;
  key: string;
}

/**
 * Keeps one client from taking the whole gateway (S28), by requests per ten seconds and by requests at
 * the same moment. People are counted by who they are and by their organisation, everybody else by
 * address. What the operator does counts for no organisation. Each gateway counts for itself.
 */
export class RateLimits {
  private readonly rates: Record<keyof Shares, TokenBuckets>;
  private readonly slots: Record<keyof Shares, ConcurrencyLimits>;

  constructor({ rates, atOnce }: { rates: Shares; atOnce: Shares }, clock: Clock) {
    this.rates = {
      person: new TokenBuckets(rates.person, clock),
      tenant: new TokenBuckets(rates.tenant, clock),
      address: new TokenBuckets(rates.address, clock),
    };
    this.slots = {
      person: new ConcurrencyLimits(atOnce.person),
      tenant: new ConcurrencyLimits(atOnce.tenant),
      address: new ConcurrencyLimits(atOnce.address),
    };
  }

  /** @throws DomainError `too-many-requests` when this address has no more of its share. */
  enterFrom(address: string): Visit {
    return this.enter([{ kind: 'address', key: clientKey(address) }]);
  }

  /**
   * Who is over their own share takes nothing from their organisation's.
   * @throws DomainError `too-many-requests` when person or organisation has no more of its share.
   */
  enterAs(actor: Actor): Visit {
    const own: Share = { kind: 'person', key: personKey(actor) };
    if (!countsForTenant(actor)) return this.enter([own]);
    return this.enter([own, { kind: 'tenant', key: actor.tenantId }]);
  }

  private enter(shares: readonly [Share, ...Share[]]): Visit {
    for (const { kind, key } of shares) this.rates[kind].take(key);
    const taken: (() => void)[] = [];
    const leave = () => {
      for (const give of taken.splice(0)) give();
    };
    try {
      for (const { kind, key } of shares) taken.push(this.slots[kind].take(key));
    } catch (error) {
      leave();
      throw error;
    }
    const giveBack = () => {
      leave();
      for (const { kind, key } of shares) this.rates[kind].giveBack(key);
    };
    return { key: shares[0].key, leave, giveBack };
  }
}

/** One key per person; the operator's is the same for every organisation. */
export function personKey({ personId, role }: Actor): string {
  return personId === NOBODY ? role : personId;
}

function countsForTenant({ role, tenantId }: Actor): boolean {
  return role !== 'operator' && tenantId !== NOBODY;
}
