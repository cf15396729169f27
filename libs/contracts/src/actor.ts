import { z } from 'zod';
import { Id } from './shared.js';

/**
 * - `parent`, `staff`, `manager`: people of one organisation; `manager` works for all its groups.
 * - `operator`: the platform team, for one organisation at a time (imports).
 * - `anonymous`: nobody has signed in; `gateway`: the gateway asking for itself.
 */
export const Role = z.enum(['parent', 'staff', 'manager', 'operator', 'anonymous', 'gateway']);
export type Role = z.infer<typeof Role>;

/** Who acts. Says who, never what they may see: that each service reads from its own tables. */
export const Actor = z.object({
  /** The organisation; the nil UUID when nobody has signed in. */
  tenantId: Id,
  /** The guardian or employee; the nil UUID for operator, anonymous and gateway. */
  personId: Id,
  /** The session that was used; the nil UUID where there is none. */
  sessionId: Id,
  role: Role,
});
export type Actor = z.infer<typeof Actor>;

export const NOBODY = '00000000-0000-0000-0000-000000000000';
