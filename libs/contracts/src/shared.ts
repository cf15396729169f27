import { z } from 'zod';
import { DAY, INSTANT } from './patterns.js';

export { line, prose, text } from './text.js';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** UUID, lower case. */
export const Id = z.string().regex(new RegExp(`^${UUID}$`), 'Must be a UUID');

/** A calendar day, `YYYY-MM-DD`, between 2000 and 2100. */
export const LocalDate = z.iso
  .date()
  .refine((on) => on >= '2000-01-01' && on <= '2100-12-31', 'Must lie between 2000 and 2100')
  .meta({ pattern: DAY, description: 'A day from 2000-01-01 to 2100-12-31.' });

/** A moment, in UTC. */
export const Instant = z.iso.datetime().meta({ pattern: INSTANT });

/** Local time of day, `HH:MM`, 24-hour clock; `24:00` ends a day. */
export const TimeOfDay = z
  .string()
  .regex(/^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/, 'Must be HH:MM');

export const Language = z.enum(['nl', 'en']);
export type Language = z.infer<typeof Language>;

/** An organisation's short name in addresses and at login, e.g. `zonnebloem`. */
export const OrganisationSlug = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,39}$/, 'Lower-case letters, digits and hyphens, 2 to 40');

/** A code or number that an organisation's own administration uses. */
export const ExternalNumber = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/,
    'Letters, digits, dot, hyphen and underscore, 1 to 40',
  );

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export const Weekday = z.literal([1, 2, 3, 4, 5, 6, 7]);

/** Money in whole euro cents. */
export const Cents = z.int().min(0).max(10_000_000);

/** `?limit=`: how many rows a page holds. */
export const PageLimit = z.coerce.number().int().min(1).max(100).default(25);

/** `?cursor=`: where the next page of a list begins, as the previous page gave it; the id of its last row. */
export const Cursor = Id.meta({ description: 'The `nextCursor` of the previous page.' });

/** The same for a list by day: `<day>~<id>`. */
export const DayCursor = z
  .string()
  .regex(new RegExp(`${DAY.slice(0, -1)}~${UUID}$`), 'Take the nextCursor of the previous page')
  .meta({ description: 'The `nextCursor` of the previous page.' });

/** A page of a list; `nextCursor` is null on the last one. */
export const pageOf = <T extends z.ZodType>(item: T, cursor: z.ZodType<string> = Cursor) =>
  z.object({ items: z.array(item), nextCursor: cursor.nullable() });

export const Nothing = z.strictObject({});
export const Done = z.object({ done: z.literal(true) }).meta({ id: 'Done' });
