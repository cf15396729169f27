import { Injectable } from '@nestjs/common';
import { type Actor, planning } from '@ouderportaal/contracts';
import type { ReadTx } from '@ouderportaal/database';
import { addDays } from '@ouderportaal/kernel';
import { CalendarService } from '../calendar/calendar.service.js';
import { CareRequestReader } from '../care-requests/care-request-reader.js';

/** Planning's part of a parent's first page: what comes, and what waits (R29, R88). */
@Injectable()
export class HomeService {
  constructor(
    private readonly calendar: CalendarService,
    private readonly requests: CareRequestReader,
  ) {}

  async get(tx: ReadTx, actor: Actor): Promise<planning.HomeCare> {
    const { today } = await this.requests.context(tx);
    const [{ entries }, open] = await Promise.all([
      this.calendar.get(tx, actor, {
        from: today,
        until: addDays(today, planning.HOME_DAYS - 1),
      }),
      this.requests.list(tx, actor, { status: 'requested', limit: planning.HOME_ROWS }),
    ]);
    const nextCare = entries
      .filter(({ kind, status }) => kind === 'planned' || status === 'approved')
      .slice(0, planning.HOME_ROWS);
    return { today, nextCare, openBookings: open.items };
  }
}
