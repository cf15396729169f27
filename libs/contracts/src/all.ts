import type { EventContract, Rpc } from './contract.js';
import * as identity from './identity/index.js';
import { changedSubjects } from './live.js';
import * as media from './media/index.js';
import * as messaging from './messaging/index.js';
import * as planning from './planning/index.js';

const services = [identity, planning, media, messaging];

/** Every operation of every service, by subject. */
export const allContracts: readonly Rpc[] = services
  .flatMap((service) => Object.values<unknown>(service))
  .filter(isFeature)
  .flatMap((feature) => Object.values(feature))
  .sort((one, other) => (one.subject < other.subject ? -1 : 1));

/** Every event of every service. */
export const allEvents: readonly EventContract[] = services.flatMap(
  ({ events }) => Object.values(events) as EventContract[],
);

/** Subjects of broadcasts: at most once, without stream or replay. */
export const allBroadcasts: readonly string[] = [identity.SESSIONS_ENDED, ...changedSubjects];

/** `{ get: rpc(…), list: rpc(…) }`, among the schemas that a service exports besides. */
function isFeature(exported: unknown): exported is Record<string, Rpc> {
  if (Object.getPrototypeOf(exported) !== Object.prototype) return false;
  const parts: unknown[] = Object.values(exported as object);
  return parts.length > 0 && parts.every((part) => (part as { kind?: unknown }).kind === 'rpc');
}
