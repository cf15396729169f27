/**
 * Which services listen to whose events. A producer keeps an event until all of them have passed it,
 * and the broker lets nobody else hear it.
 */
export const listeners: Readonly<Record<string, readonly string[]>> = {
  identity: ['planning', 'messaging', 'billing'],
  planning: ['messaging'],
  media: ['identity', 'messaging'],
  messaging: [],
  billing: [],
};

/** Producers that a service consumes. */
export function heardBy(service: string): string[] {
  return Object.keys(listeners).filter((producer) => listeners[producer]?.includes(service));
}

export function listenersOf(producer: string): readonly string[] {
  return listeners[producer] ?? [];
}
