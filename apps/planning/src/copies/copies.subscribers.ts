import { Injectable } from '@nestjs/common';
import { identity } from '@ouderportaal/contracts';
import { Subscribers, newestBy } from '@ouderportaal/database';
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
      familyRecorded,
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
    events.onMany(familyRecorded, (tx, received) => {
      const guardians = received.flatMap(({ data }) => data.guardians);
      live.changed(tx, { personIds: guardians.map(({ guardianId }) => guardianId), rights: true });
      const children = received.flatMap(({ data, position }) =>
        data.children.map((child) => ({ ...child, asOf: position })),
      );
      return copies.recordChildren(
        tx,
        newestBy(children, ({ childId }) => childId),
      );
    });
  }
}
