import { logoRecorded } from './logos.js';

export * from './logos.js';

export const events = { logoRecorded };
