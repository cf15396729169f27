import type { EventContract, Rpc } from './contract.js';
import { identity, SESSIONS_ENDED } from './identity/index.js';
import { messaging } from './messaging/index.js';
import { planning } from './planning/index.js';

const services = { identity, planning, messaging };

/** Every operation of every service. */
export const allContracts: readonly Rpc[] = Object.values(services).flatMap((features) =>
  Object.entries(features)
    .filter(([name]) => name !== 'events')
    .flatMap(([, feature]) => Object.values(feature) as Rpc[]),
);

/** Every event of every service. */
export const allEvents: readonly EventContract[] = Object.values(services).flatMap(
  ({ events }) => Object.values(events) as EventContract[],
);

/** What is said to whoever listens at that moment and may get lost; no event. */
export const allBroadcasts: readonly string[] = [SESSIONS_ENDED];
