import { type Actor, DomainError, NOBODY } from '@ouderportaal/contracts';
import type { Clock } from '@ouderportaal/kernel';
import { LRUCache } from 'lru-cache';
import { clientKey } from './client-address.rules.js';
import { ConcurrencyLimits } from './concurrency-limits.js';

const WINDOW_MS = 10_000;
/** Of each kind at once; the memory is taken at the start. */
const MAX_CLIENTS = 20_000;

interface Bucket {
  left: number;
  at: number;
}

/** Token buckets: `rate` at a stretch, filled again evenly over ten seconds. */
class Buckets {
  private readonly buckets = new LRUCache<string, Bucket>({ max: MAX_CLIENTS });

  constructor(
    private readonly rate: number,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `too-many-requests` when the bucket is empty. `cost` 0 only looks. */
  take(key: string, cost: number): void {
    const now = this.clock.now().getTime();
    const bucket = this.buckets.get(key);
    const gained = bucket ? (Math.max(0, now - bucket.at) * this.rate) / WINDOW_MS : 0;
    const left = bucket ? Math.min(this.rate, bucket.left + gained) : this.rate;
    if (left < 1) {
      const seconds = Math.max(1, Math.ceil(((1 - left) * WINDOW_MS) / this.rate / 1000));
      throw new DomainError('too-many-requests', { seconds });
    }
    if (bucket) {
      bucket.left = left - cost;
      bucket.at = now;
    } else this.buckets.set(key, { left: left - cost, at: now });
  }
}

/** One person, one organisation, and one address of whoever is not signed in. */
export interface Shares {
  person: number;
  tenant: number;
  address: number;
}

/**
 * Keeps one client from taking the whole gateway (S28), by requests per ten seconds and by requests at
 * the same moment. People are counted by who they are and by their organisation, everybody else by
 * address. What the operator does counts for no organisation. Each gateway counts for itself.
 */
export class RateLimits {
  private readonly rates: Record<keyof Shares, Buckets>;
  private readonly slots: Record<keyof Shares, ConcurrencyLimits>;

  constructor({ rates, atOnce }: { rates: Shares; atOnce: Shares }, clock: Clock) {
    this.rates = {
      person: new Buckets(rates.person, clock),
      tenant: new Buckets(rates.tenant, clock),
      address: new Buckets(rates.address, clock),
    };
    this.slots = {
      person: new ConcurrencyLimits(atOnce.person),
      tenant: new ConcurrencyLimits(atOnce.tenant),
      address: new ConcurrencyLimits(atOnce.address),
    };
  }

  /** Who is over their own share takes nothing from their organisation's. */
  forPerson(actor: Actor): void {
    this.rates.person.take(personKey(actor), 1);
    if (countsForTenant(actor)) this.rates.tenant.take(actor.tenantId, 1);
  }

  forAddress(address: string): void {
    this.rates.address.take(clientKey(address), 1);
  }

  /** Refuses an address that has used up its share, without counting this request. */
  check(address: string): void {
    this.rates.address.take(clientKey(address), 0);
  }

  /** A place among the requests that are worked on now; answers how to leave it. */
  enter(actor: Actor): () => void {
    const leave = this.slots.person.take(personKey(actor));
    if (!countsForTenant(actor)) return leave;
    try {
      const leaveTenant = this.slots.tenant.take(actor.tenantId);
      return () => {
        leaveTenant();
        leave();
      };
    } catch (error) {
      leave();
      throw error;
    }
  }

  enterFrom(address: string): () => void {
    return this.slots.address.take(clientKey(address));
  }
}

function personKey({ personId, role }: Actor): string {
  return personId === NOBODY ? role : personId;
}

function countsForTenant({ role, tenantId }: Actor): boolean {
  return role !== 'operator' && tenantId !== NOBODY;
}
