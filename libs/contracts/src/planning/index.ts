import { careRequestDecided, careRequestSubmitted, careRequestWithdrawn } from './care-requests.js';

export * from './bookings.js';
export * from './calendar.js';
export * from './care-requests.js';
export * from './home.js';
export * from './imports.js';
export * from './options.js';
export * from './policies.js';
export * from './queue.js';
export * from './shared.js';

export const events = {
  careRequestSubmitted,
  careRequestDecided,
  careRequestWithdrawn,
};
