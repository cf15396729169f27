/** Started by the spec in a process of its own, which the spec then kills: starts servers and waits. */
import { argv, stdout } from 'node:process';

import { startBackingServices } from '../../src/start.js';

const [, , dataDir = ''] = argv;
const services = await startBackingServices({
  dataDir,
  durable: false,
  want: ['postgres', 'nats', 'objectStore'],
  log: () => undefined,
});
const { postgres, nats, objectStore } = services;
stdout.write(`${JSON.stringify([postgres.pid, nats.pid, objectStore.pid])}\n`);
setInterval(() => undefined, 60_000);
