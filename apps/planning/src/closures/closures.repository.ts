import { Injectable } from '@nestjs/common';
import type { Tx } from '@ouderportaal/database';
import type { LocalDate } from '@ouderportaal/kernel';
import type { Closure, Closures } from './closures.rules.js';
import { loadPublicHolidays } from './holidays.rules.js';

@Injectable()
export class ClosuresRepository {
  /** What can close a day from `from` to `until`; for `closureCalendar`. */
  async overlapping(tx: Tx, from: LocalDate, until: LocalDate): Promise<Closures> {
    const recorded = await tx.query<Closure>(
      `select location_id as "locationId", starts_on as "startsOn", ends_on as "endsOn", reason
       from closure
       where ends_on >= $1 and starts_on <= $2
       order by starts_on, id`,
      [from, until],
    );
    return { recorded, holidays: await loadPublicHolidays() };
  }
}
