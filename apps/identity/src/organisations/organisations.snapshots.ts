import { Injectable } from '@nestjs/common';
import { identity } from '@ouderportaal/contracts';
import { Snapshots } from '@ouderportaal/database';
import { DirectoryRepository } from './directory.repository.js';
import { organisationFact } from './organisation-facts.js';
import { OrganisationsRepository } from './organisations.repository.js';
import { PlacesRepository } from './places.repository.js';

/** Every organisation with its places and employees as they stand, for who begins to listen. */
@Injectable()
export class OrganisationsSnapshots {
  constructor(
    snapshots: Snapshots,
    directory: DirectoryRepository,
    organisations: OrganisationsRepository,
    places: PlacesRepository,
  ) {
    const { events } = identity;
    snapshots.ofTenants((after, limit) => directory.tenantsAfter(after, limit));
    snapshots.describe(events.organisationRecorded, async (tx, after) => {
      const organisation = after === null ? await organisations.find(tx) : null;
      return organisation ? [{ key: tx.tenantId, data: organisationFact(organisation) }] : [];
    });
    snapshots.describe(events.locationRecorded, async (tx, after, limit) =>
      (await places.locationsAfter(tx, after, limit)).map((data) => ({
        key: data.locationId,
        data,
      })),
    );
    snapshots.describe(events.groupRecorded, async (tx, after, limit) =>
      (await places.groupsAfter(tx, after, limit)).map((data) => ({ key: data.groupId, data })),
    );
    snapshots.describe(events.employeeRecorded, async (tx, after, limit) =>
      (await places.employeesAfter(tx, after, limit)).map((data) => ({
        key: data.employeeId,
        data,
      })),
    );
  }
}
