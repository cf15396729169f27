import { families, familyRecorded } from './families.js';
import { identityImports } from './imports.js';
import {
  employeeRecorded,
  groupRecorded,
  locationRecorded,
  organisationRecorded,
  organisations,
} from './organisations.js';
import { sessions } from './sessions.js';

export const identity = {
  organisations,
  sessions,
  families,
  imports: identityImports,
  events: {
    organisationRecorded,
    locationRecorded,
    groupRecorded,
    employeeRecorded,
    familyRecorded,
  },
};

export * from './families.js';
export * from './imports.js';
export * from './organisations.js';
export * from './sessions.js';
