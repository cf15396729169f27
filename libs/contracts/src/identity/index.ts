import { familyRecorded, householdRecorded } from './families.js';
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
  familyRecorded,
  householdRecorded,
};
