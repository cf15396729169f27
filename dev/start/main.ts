import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Portal, startPortal } from '../portal/portal.js';
import { readStartOptions } from './environment.js';
import { DEMO, importDemo } from './import-demo.js';

/** Runs the whole portal on this machine, with the demo organisations, until it is told to stop. */
async function main(): Promise<void> {
  const options = readStartOptions();
  const startedAt = Date.now();
  const log = (line: string) => console.log(line);
  const portal = await startPortal({ ...options, durable: true, mode: 'development', log });
  stopOnSignal(portal);
  await importDemo(portal, options.dataDir);
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  console.log(await welcome(portal, seconds));
}

interface DemoLogins {
  password: string;
  logins: { organisation: string; role: string; name: string; username: string; who: string }[];
}

async function welcome(portal: Portal, seconds: string): Promise<string> {
  const { password, logins } = JSON.parse(
    await readFile(join(DEMO, 'logins.json'), 'utf8'),
  ) as DemoLogins;
  const messaging = portal.processes.find(({ name }) => name === 'messaging');
  const lines = logins.map(({ organisation, role, username, who }) =>
    [organisation.padEnd(24), role.padEnd(8), username.padEnd(34), who].join(' '),
  );
  return [
    '',
    `The portal is ready (${seconds} s).`,
    '',
    `  API            ${portal.url}/api`,
    `  Documentation  ${portal.url}/api/docs`,
    `  Mails sent     ${portal.mailPageUrl ?? 'see your own mail server'}`,
    `  Mail previews  ${messaging?.url ?? ''}/dev/mails`,
    '',
    `Sign in at POST ${portal.url}/api/sessions; the password is ${password}`,
    '',
    '  organisation             role     user name                          who',
    ...lines.map((line) => `  ${line}`),
    '',
    'Ctrl-C stops everything; the data stays until npm run reset.',
  ].join('\n');
}

function stopOnSignal(portal: Portal): void {
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    console.log('Stopping …');
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
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
