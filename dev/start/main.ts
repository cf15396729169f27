import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Portal, startPortal } from '../portal/portal.js';
import { PROCESS_NAMES } from '@ouderportaal/contracts';
import { startDevLoop } from '../loop/dev-loop.js';
import { readStartArguments } from './arguments.js';
import { readStartOptions } from './environment.js';
import { howItIsWatched } from './watched.js';
import { DEMO, importDemo } from './import-demo.js';
import { type Progress, startProgress } from './progress.js';

/** Runs the whole portal on this machine, with the demo organisations, until it is told to stop. */
async function main(): Promise<void> {
  const { isWatched, without } = readStartArguments(process.argv.slice(2));
  const options = readStartOptions();
  const startedAt = performance.now();
  const seconds = () => (performance.now() - startedAt) / 1000;
  const progress = startProgress(process.stdout, seconds);
  const { log } = progress;
  const running = Promise.withResolvers<Portal['processes']>();
  // From the first moment: what is saved while the portal starts is not missed.
  const loop = isWatched ? await startLoop(running.promise) : undefined;
  try {
    const portal = await startPortal({
      ...options,
      durable: true,
      mode: 'development',
      objectStoreMayFollow: true,
      isWatched,
      without,
      log,
    });
    const isStopping = stopOnSignal(portal, progress, loop);
    const fill = () => importDemo(portal, options.dataDir);
    if (portal.leftOut.length === 0) {
      log('Demo: importing the organisations, where they are not there yet');
      await fill();
    }
    progress.end(await welcome(portal, seconds().toFixed(1)));
    if (isWatched) console.log(howItIsWatched(portal));
    running.resolve(portal.processes);
    await Promise.all([finish(portal, isStopping), fillWhenWhole(portal, fill, isStopping)]);
  } catch (error) {
    progress.end('');
    throw error;
  }
}

function startLoop(processes: Promise<Portal['processes']>): Promise<{ stop(): void }> {
  const own = [...PROCESS_NAMES, 'migrate', 'streams'].map((name) => `apps/${name}`);
  return startDevLoop({
    root: process.cwd(),
    processes,
    folders: [...own, 'libs'],
    say: (text) => console.log(text),
  });
}

/** The demo goes through every service: it waits for those that somebody else starts. */
async function fillWhenWhole(
  { leftOut }: Portal,
  fill: () => Promise<void>,
  isStopping: () => boolean,
): Promise<void> {
  if (leftOut.length === 0) return;
  for (const { url } of leftOut)
    while (!(await fetch(`${url}/health/ready`).catch(() => null))?.ok)
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  await fill().catch((error: unknown) => {
    if (!isStopping()) console.error(error instanceof Error ? error.message : error);
  });
}

/** What works without the object store is in use by now; what does not says 503 until this is done. */
async function finish(portal: Portal, isStopping: () => boolean): Promise<void> {
  try {
    await portal.finish?.();
    if (portal.finish) console.log('The object store is ready: logos and photos work too.');
  } catch (error) {
    if (isStopping()) return;
    console.error(error instanceof Error ? error.message : error);
    console.error('Logos and photos stay away; the rest works. The next npm start tries again.');
  }
}

const LOOK_EVERY_MS = 500;

const NOT_YET = [
  'Not ready yet: logos and photos answer 503 until the object store is built, a few minutes, this once.',
];

interface DemoLogins {
  password: string;
  logins: { organisation: string; role: string; name: string; username: string; who: string }[];
}

async function welcome(portal: Portal, seconds: string): Promise<string> {
  const { password, logins } = JSON.parse(
    await readFile(join(DEMO, 'logins.json'), 'utf8'),
  ) as DemoLogins;
  const organisations = [...new Set(logins.map(({ organisation }) => organisation))];
  const messaging = [...portal.processes, ...portal.leftOut].find(
    ({ name }) => name === 'messaging',
  );
  const lines = logins.map(({ organisation, role, username, who }) =>
    [organisation.padEnd(24), role.padEnd(8), username.padEnd(34), who].join(' '),
  );
  return [
    '',
    `The portal is ready (${seconds} s).`,
    ...(portal.finish ? NOT_YET : []),
    '',
    ...organisations.map(
      (organisation, index) =>
        `  ${(index === 0 ? 'Portal' : '').padEnd(14)} ${portal.url}/o/${organisation}`,
    ),
    `  API            ${portal.url}/api`,
    `  Documentation  ${portal.url}/api/docs`,
    `  Mails sent     ${portal.mailPageUrl ?? 'see your own mail server'}`,
    `  Mail previews  ${messaging?.url ?? ''}/dev/mails`,
    '',
    `Sign in at an address above, or POST ${portal.url}/api/sessions; the password is ${password}`,
    '',
    '  organisation             role     user name                          who',
    ...lines.map((line) => `  ${line}`),
    '',
    'Ctrl-C stops everything; the data stays until npm run reset.',
  ].join('\n');
}

function stopOnSignal(
  portal: Portal,
  progress: Progress,
  loop: { stop(): void } | undefined,
): () => boolean {
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    progress.end('Stopping …');
    loop?.stop();
    portal.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return () => isStopping;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
