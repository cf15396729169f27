import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { NATS_IMAGE } from '@ouderportaal/backing-services';
import type { Docker } from './docker.js';
import { NoEngine } from './engine.js';

const WITHIN_MS = 20_000;
const CLIENT_PORT = '4222';

/**
 * Starts a broker and waits for its greeting. An engine on the other side of a mounted socket runs
 * containers, but their ports are not on this machine's loopback.
 *
 * @throws NoEngine where it says nothing.
 */
export async function tryPort(docker: Docker): Promise<void> {
  const publish = ['--publish', `127.0.0.1::${CLIENT_PORT}`];
  const run = ['run', '--detach', ...publish, NATS_IMAGE, '--port', CLIENT_PORT];
  const id = (await docker.run(run)).trim();
  try {
    const [address = ''] = (await docker.run(['port', id, CLIENT_PORT])).split('\n');
    const port = Number(address.split(':').at(-1));
    const givenUpAt = Date.now() + WITHIN_MS;
    while (!(await greets(port))) {
      if (Date.now() > givenUpAt) {
        throw new NoEngine('Containers run, but their ports cannot be reached from here.');
      }
      await wait(200);
    }
  } finally {
    await docker.run(['rm', '--force', '--volumes', id]);
  }
}

function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 2000 });
    socket.once('data', () => {
      resolve(true);
      socket.destroy();
    });
    socket.once('timeout', () => {
      socket.destroy();
    });
    socket.once('error', () => undefined);
    socket.once('close', () => {
      resolve(false);
    });
  });
}
