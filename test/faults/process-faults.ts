import { PROCESS_NAMES, type ProcessName } from '@ouderportaal/contracts';
import { access } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { type Failpoint, FAILPOINTS } from '@ouderportaal/database/runtime';

import type { Fault } from './fault.js';
import { secondsUntil, type World } from './world.js';

const SERVICE_SECONDS = 3;
/** The mail sender has five hands. */
const MAILS_IN_HAND = 5;

const kills: Fault[] = PROCESS_NAMES.map((name) => ({
  name: `kill ${name}`,
  recoversWithin: SERVICE_SECONDS,
  mayDouble: name === 'messaging' ? MAILS_IN_HAND : 0,
  strike: async (world) => {
    process.kill(world.processOf(name).pid(), 'SIGKILL');
  },
}));

/** Who comes by there: where a failpoint lies on the way of several, the one that does most. */
const PASSER_BY: Record<Failpoint, ProcessName> = {
  'relay.after-position': 'planning',
  'relay.after-publish': 'planning',
  'consumer.before-commit': 'messaging',
  'consumer.after-commit': 'messaging',
  'request.before-commit': 'planning',
  'request.after-commit': 'planning',
  'outside.before-call': 'messaging',
  'outside.after-call': 'messaging',
};

const failpoints: Fault[] = FAILPOINTS.map((failpoint) => ({
  name: `die at ${failpoint}`,
  recoversWithin: SERVICE_SECONDS,
  mayDouble: PASSER_BY[failpoint] === 'messaging' ? MAILS_IN_HAND : 0,
  strike: async (world) => {
    const file = await world.arm(PASSER_BY[failpoint], failpoint);
    const isHit = async () =>
      access(file).then(
        () => false,
        () => true,
      );
    await secondsUntil(`somebody came by ${failpoint}`, isHit, 30_000);
  },
}));

/**
 * Longer than anybody waits for an answer, and than Postgres waits for a client (`limits.ts`): what it
 * held, others must not have lost.
 */
const STOPPED_MS = 7_000;

function stopFor(names: readonly ProcessName[]): Fault {
  return {
    name: `stop ${names.join(' and ')} for ${STOPPED_MS / 1_000} s`,
    recoversWithin: SERVICE_SECONDS,
    mayDouble: MAILS_IN_HAND,
    strike: async (world: World) => {
      const pids = names.map((name) => world.processOf(name).pid());
      for (const pid of pids) process.kill(pid, 'SIGSTOP');
      await wait(STOPPED_MS);
      for (const pid of pids) process.kill(pid, 'SIGCONT');
    },
  };
}

export const processFaults: readonly Fault[] = [
  ...kills,
  ...failpoints,
  stopFor(['planning', 'messaging']),
];
