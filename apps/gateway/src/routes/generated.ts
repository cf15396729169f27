import type { Type } from '@nestjs/common';

/** A subject as an identifier: `planning.calendar.get` → `planning_calendar_get`. */
export function identifierOf(subject: string): string {
  return subject.replaceAll('.', '_');
}

/**
 * Names a controller that was made from contracts, so that Nest's log and errors tell it from the others:
 * all of them come from the same few class expressions.
 */
export function named<C extends Type>(controller: C, subject: string): C {
  return Object.defineProperty(controller, 'name', {
    value: `${identifierOf(subject)}_controller`,
  });
}
