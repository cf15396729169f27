import { describe, expect, it } from '@jest/globals';
import { allEvents, serviceOf } from '@ouderportaal/contracts';
import { Snapshots } from '@ouderportaal/database';
import { everyService } from '../security/support/every-service.js';

/** Facts that others copy; what happened (`care-request-decided`) is told once and never again. */
const states = Map.groupBy(
  allEvents.filter(({ subject }) => subject.endsWith('-recorded')),
  serviceOf,
);

describe.each([...states])('What %s says that others copy', (service, events) => {
  const subject = everyService[service]!();

  it('can be told anew, all of it, to a service that begins to listen', () => {
    const subjects = events.map((event) => event.subject);
    const described = subject.get(Snapshots).of(subjects);
    expect(described.map(({ event }) => event.subject).sort()).toEqual(subjects.sort());
  });
});
