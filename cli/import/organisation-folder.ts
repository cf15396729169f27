import type { identity, planning } from '@ouderportaal/contracts';

import type { OrganisationFile } from './organisation-file.js';
import type { Sourced } from './table.js';
import type {
  ChildOfFamily,
  FamilyNumber,
  GroupWithPlaces,
  GuardianOfFamily,
  GuardianshipRow,
} from './tables.js';

/** A family with the rows of the four files that speak of it. */
export interface FamilyParts {
  readonly family: Sourced<FamilyNumber>;
  readonly guardians: Sourced<GuardianOfFamily>[];
  readonly children: Sourced<ChildOfFamily>[];
  /** Rows about children of this family. */
  readonly guardianships: Sourced<GuardianshipRow>[];
}

/** An organisation as its folder tells it; every row knows its file and line. */
export interface OrganisationFolder {
  readonly file: OrganisationFile;
  readonly dayparts: readonly Sourced<planning.DaypartRow>[];
  readonly locations: readonly Sourced<identity.LocationRow>[];
  readonly groups: readonly Sourced<GroupWithPlaces>[];
  readonly employees: readonly Sourced<identity.EmployeeRow>[];
  readonly families: readonly FamilyParts[];
  /** Which family a guardian belongs to, by debtor number. */
  readonly familyOfGuardian: ReadonlyMap<string, string>;
  readonly products: readonly Sourced<planning.ProductRow>[];
  readonly placements: readonly Sourced<planning.PlacementRow>[];
  readonly closures: readonly Sourced<planning.ClosureRow>[];
}
