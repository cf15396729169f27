import { Id } from '@ouderportaal/contracts';
import { z } from 'zod';

/** Where the next page of a snapshot begins: in which organisation, after which thing of which event. */
export const SnapshotPlace = z.object({
  tenantId: Id,
  /** Null is the organisation's first. */
  subject: z.string().nullable(),
  after: z.string().nullable(),
});
export type SnapshotPlace = z.infer<typeof SnapshotPlace>;

/** For which events the state is asked, and from where on; null is the beginning. */
export const SnapshotQuestion = z.object({
  subjects: z.array(z.string()).max(100),
  from: SnapshotPlace.nullable(),
});

/** A thing as it stands, in the words of the event that tells of it. */
export const Fact = z.object({ tenantId: z.string(), subject: z.string(), data: z.unknown() });
export type Fact = z.infer<typeof Fact>;

export const SnapshotPage = z.object({
  /** Every event up to this position had its effect on what the page shows. */
  asOf: z.int().min(0),
  facts: z.array(Fact),
  /** Null on the last page. */
  next: SnapshotPlace.nullable(),
});
export type SnapshotPage = z.infer<typeof SnapshotPage>;
