import { Injectable } from '@nestjs/common';
import { type EventData, identity } from '@ouderportaal/contracts';
import { newestBy, type Received, Subscribers, type Tx } from '@ouderportaal/database';
import { ChangeBroadcast } from '@ouderportaal/service';
import { CopiesRepository } from './copies.repository.js';
import { OrganisationsRepository } from './organisations.repository.js';

/** Maintains planning's copies of identity's organisation, locations, groups, employees and families. */
@Injectable()
export class CopiesSubscribers {
  constructor(
    events: Subscribers,
    organisations: OrganisationsRepository,
    copies: CopiesRepository,
    live: ChangeBroadcast,
  ) {
    const {
      organisationRecorded,
      locationRecorded,
      groupRecorded,
      employeeRecorded,
      childrenRecorded,
    } = identity.events;
    events.on(organisationRecorded, (tx, { data, position }) =>
      organisations.record(tx, data, position),
    );
    events.on(locationRecorded, (tx, { data, position }) =>
      copies.recordLocation(tx, data, position),
    );
    events.on(groupRecorded, (tx, { data, position }) => copies.recordGroup(tx, data, position));
    events.on(employeeRecorded, (tx, { data, position }) => {
      live.changed(tx, { personIds: [data.employeeId], rights: true });
      return copies.recordEmployee(tx, data, position);
    });
    const recordChildren = (
      tx: Tx,
      received: readonly Received<EventData<typeof childrenRecorded>>[],
    ) => {
      const guardians = received.flatMap(({ data }) =>
        data.children.flatMap((child) => child.guardians.map(({ guardianId }) => guardianId)),
      );
      live.changed(tx, { personIds: [...new Set(guardians)], rights: true });
      const children = received.flatMap(({ data, position }) =>
        data.children.map((child) => ({ ...child, asOf: position })),
      );
      return copies.recordChildren(
        tx,
        newestBy(children, ({ childId }) => childId),
      );
    };
    events.onMany(childrenRecorded, recordChildren);
    events.onMany(identity.retiredEvents.familyRecorded, recordChildren);
  }
}
