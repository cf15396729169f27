import type { EventContract } from '@ouderportaal/contracts';
import type { z } from 'zod';
import type { ReadTx } from './tx.js';

/** One event as it would be said now; `key` orders all of its kind within an organisation. */
export interface Described<D> {
  key: string;
  data: D;
}

/** The next `limit` of an organisation after a key, in the order of their keys; null is the beginning. */
export type Describe<D> = (
  tx: ReadTx,
  after: string | null,
  limit: number,
) => Promise<Described<D>[]>;

export interface Description {
  event: EventContract;
  describe: Describe<unknown>;
}

/**
 * How a service tells its whole state anew, to one that begins to listen when the first events are gone:
 * for each event that others copy, what it would say about each thing as it stands now.
 */
export class Snapshots {
  private readonly descriptions: Description[] = [];
  private tenantsAfter: (after: string | null, limit: number) => Promise<string[]> = async () => [];

  /** Which organisations there are, in the order of their ids. */
  ofTenants(tenantsAfter: (after: string | null, limit: number) => Promise<string[]>): void {
    this.tenantsAfter = tenantsAfter;
  }

  /** In the order in which things refer to each other: what is referred to first. */
  describe<D extends z.ZodType>(event: EventContract<D>, describe: Describe<z.input<D>>): void {
    this.descriptions.push({ event, describe });
  }

  tenants(after: string | null, limit: number): Promise<string[]> {
    return this.tenantsAfter(after, limit);
  }

  of(subjects: readonly string[]): Description[] {
    return this.descriptions.filter(({ event }) => subjects.includes(event.subject));
  }
}
