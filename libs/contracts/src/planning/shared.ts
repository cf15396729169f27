import { z } from 'zod';
import { Cents, Id } from '../shared.js';

/** What care is worth. Which of the two counts is the organisation's `valuation`. */
export const Value = z
  .object({ cents: Cents.nullable(), points: z.number().min(0).nullable() })
  .meta({ id: 'Value' });
export type Value = z.infer<typeof Value>;

export const ChildName = z.object({ childId: Id, firstName: z.string() });
export type ChildName = z.infer<typeof ChildName>;

export const GroupName = z.object({
  groupId: Id,
  groupName: z.string(),
  locationId: Id,
  locationName: z.string(),
});
export type GroupName = z.infer<typeof GroupName>;
