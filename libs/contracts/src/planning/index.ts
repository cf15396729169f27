import { calendar } from './calendar.js';
import { planningImports } from './imports.js';
import { options } from './options.js';
import { queue } from './queue.js';
import {
  careRequestDecided,
  careRequestSubmitted,
  careRequestWithdrawn,
  careRequests,
} from './care-requests.js';

export const planning = {
  calendar,
  options,
  careRequests,
  queue,
  imports: planningImports,
  events: { careRequestSubmitted, careRequestDecided, careRequestWithdrawn },
};

export * from './calendar.js';
export * from './imports.js';
export * from './options.js';
export * from './policies.js';
export * from './queue.js';
export * from './care-requests.js';
export * from './shared.js';
