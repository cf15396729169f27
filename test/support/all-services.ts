import { billing } from '../../apps/billing/src/service.js';
import { identity } from '../../apps/identity/src/service.js';
import { media } from '../../apps/media/src/service.js';
import { messaging } from '../../apps/messaging/src/service.js';
import { planning } from '../../apps/planning/src/service.js';

/** What each service is made of, for tests that look at all of them. */
export const allServices = [identity, planning, media, messaging, billing];
