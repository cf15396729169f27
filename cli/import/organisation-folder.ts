import type { identity, planning } from '@ouderportaal/contracts';
import type { Weekday } from '@ouderportaal/kernel';

import type { LogoFile } from './logo-file.js';
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
  /** Whether the folder speaks of exceptions at all; else those in the portal stay. */
  readonly hasGuardianships: boolean;
}

/** An organisation as its folder tells it; every row knows its file and line. */
export interface OrganisationFolder {
  readonly file: OrganisationFile;
  /** Undefined: the folder has none, and the portal keeps its own. */
  readonly logo?: LogoFile | undefined;
  readonly dayparts: readonly Sourced<planning.DaypartRow>[];
  readonly locations: readonly Sourced<identity.LocationRow>[];
  readonly groups: readonly Sourced<GroupWithPlaces>[];
  readonly employees: readonly Sourced<identity.EmployeeRow>[];
  readonly families: readonly FamilyParts[];
  /** Which family a guardian belongs to, by debtor number. */
  readonly familyOfGuardian: ReadonlyMap<string, string>;
  readonly products: readonly Sourced<planning.ProductRow>[];
  readonly placements: readonly Sourced<planning.PlacementRow>[];
  /** The weekdays that the placements speak of. */
  readonly weekdays: readonly Weekday[];
  /** Undefined: the folder does not speak of closures, and those in the portal stay. */
  readonly closures?: readonly Sourced<planning.ClosureRow>[] | undefined;
}
