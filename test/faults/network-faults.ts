import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from './fault.js';
import type { Weather } from '@ouderportaal/backing-services';
import type { World } from './world.js';

const SECONDS = 5;

interface Link {
  service: string;
  to: 'nats' | 'postgres';
}

/** Bad weather on some links for a while, then fine again. */
async function spell(
  { proxies }: World,
  links: readonly Link[],
  { weather, forMs }: { weather: Weather; forMs: number },
): Promise<void> {
  const change = (now: Weather) => {
    for (const { service, to } of links) proxies[to].get(service)?.change(now);
  };
  change(weather);
  await wait(forMs);
  change({ is: 'fine' });
}

const slow: Weather = { is: 'slow', ms: 100 };

export const networkFaults: readonly Fault[] = [
  {
    name: '100 ms between planning and Postgres, and messaging and NATS',
    recoversWithin: SECONDS,
    strike: (world) =>
      spell(
        world,
        [
          { service: 'planning', to: 'postgres' },
          { service: 'messaging', to: 'nats' },
        ],
        { weather: slow, forMs: 2_000 },
      ),
  },
  {
    name: 'a cable pulled between planning and Postgres for 4 s',
    recoversWithin: SECONDS,
    strike: (world) =>
      spell(world, [{ service: 'planning', to: 'postgres' }], {
        weather: { is: 'cut' },
        forMs: 4_000,
      }),
  },
  {
    name: 'a cable pulled between messaging and NATS and Postgres for 5 s',
    recoversWithin: SECONDS,
    mayDouble: 5,
    strike: (world) =>
      spell(
        world,
        [
          { service: 'messaging', to: 'nats' },
          { service: 'messaging', to: 'postgres' },
        ],
        { weather: { is: 'cut' }, forMs: 5_000 },
      ),
  },
  {
    name: 'a cable pulled between planning and gateway and NATS for 3 s',
    recoversWithin: SECONDS,
    strike: (world) =>
      spell(
        world,
        [
          { service: 'planning', to: 'nats' },
          { service: 'gateway', to: 'nats' },
        ],
        { weather: { is: 'cut' }, forMs: 3_000 },
      ),
  },
  {
    name: 'every connection is refused for 1 s',
    recoversWithin: SECONDS,
    mayDouble: 5,
    strike: (world) =>
      spell(
        world,
        [
          ...[...world.proxies.nats.keys()].map((service) => ({ service, to: 'nats' as const })),
          ...[...world.proxies.postgres.keys()].map((service) => ({
            service,
            to: 'postgres' as const,
          })),
        ],
        { weather: { is: 'refuse' }, forMs: 1_000 },
      ),
  },
];
