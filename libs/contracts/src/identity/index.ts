import {
  childrenRecorded,
  familyRecorded,
  guardiansRecorded,
  householdRecorded,
} from './families.js';
import {
  employeeRecorded,
  groupRecorded,
  locationRecorded,
  organisationRecorded,
} from './organisations.js';

export * from './families.js';
export * from './home.js';
export * from './imports.js';
export * from './organisations.js';
export * from './sessions.js';

export const events = {
  organisationRecorded,
  locationRecorded,
  groupRecorded,
  employeeRecorded,
  childrenRecorded,
  guardiansRecorded,
  householdRecorded,
};

/** What only the release before this one says; it goes with the next. */
export const retiredEvents = { familyRecorded };
