import { Injectable } from '@nestjs/common';
import { identity } from '@ouderportaal/contracts';
import { type ReadTx, Snapshots } from '@ouderportaal/database';
import { FamiliesRepository } from './families.repository.js';
import { familyFacts, type FamilyRecord } from './family-facts.js';

/** Every family as it stands, for who begins to listen. */
@Injectable()
export class FamiliesSnapshots {
  constructor(snapshots: Snapshots, families: FamiliesRepository) {
    const { childrenRecorded, guardiansRecorded, householdRecorded } = identity.events;
    const each =
      <D>(fact: (family: FamilyRecord) => D) =>
      async (tx: ReadTx, after: string | null, limit: number) => {
        const records = await families.recordsAfter(tx, after, limit);
        return records.map((family) => ({ key: family.familyId, data: fact(family) }));
      };
    snapshots.describe(childrenRecorded, each(familyFacts.children));
    snapshots.describe(guardiansRecorded, each(familyFacts.guardians));
    snapshots.describe(householdRecorded, each(familyFacts.household));
  }
}
