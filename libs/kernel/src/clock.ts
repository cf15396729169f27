import { dateIn, type LocalDate } from './dates.js';

/** The only source of "now". Injected everywhere, so that a test decides what day it is. */
export abstract class Clock {
  /** This instant. */
  abstract now(): Date;

  /** The calendar day in an organisation's time zone, e.g. `Europe/Amsterdam`. */
  today(timeZone: string): LocalDate {
    return dateIn(timeZone, this.now());
  }
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}
