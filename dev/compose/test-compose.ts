import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort, readEnvironment } from '@ouderportaal/backing-services';
import { portalImages, provideImages } from '../images/stand-ins.js';
import { mainJob } from '../journey/main-job.js';
import { Transcript } from '../journey/transcript.js';
import { importDemo } from '../start/import-demo.js';
import { findCompose } from './compose-command.js';
import { Docker } from './docker.js';
import { openEngine } from './engine.js';
import { reportEnd } from './report-end.js';
import { composeSecrets, OPERATOR_TOKEN, writeComposeSecrets } from './secrets.js';

const READY_WITHIN_MS = 180_000;
const PROJECT = 'ouderportaal-test';
const PLANNING_REPLICAS = 3;

const log = (line: string) => console.log(line);

/** Builds the image, starts docker-compose.yml whole, does the main job on it, scales, does it again. */
async function main(): Promise<void> {
  const environment = readEnvironment();
  const engine = await openEngine(environment, log);
  try {
    const compose = await findCompose(environment, log);
    const docker = new Docker(engine.socketPath, log, environment.inherited, compose);
    log(`Images: ${await provideImages(docker, await portalImages())}.`);
    log('Building ouderportaal:local from the Dockerfile …');
    await docker.build(['--tag', 'ouderportaal:local', '.']);
    await onProject(docker);
  } finally {
    await engine.stop();
  }
  log('\nThe compose test is complete: started, used, scaled, used again, and removed.');
}

async function onProject(docker: Docker): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'ouderportaal-compose-'));
  const secrets = join(folder, 'secrets');
  const port = await freePort();
  const variables = { OUDERPORTAAL_SECRETS: secrets, OUDERPORTAAL_PORT: String(port) };
  const compose = (...args: string[]) =>
    docker.composeRun(['--project-name', PROJECT, ...args], variables);
  const values = await composeSecrets();
  await writeComposeSecrets(secrets, values);
  try {
    log('Starting the compose project …');
    await compose('up', '--detach', '--no-build');
    const url = `http://127.0.0.1:${port}`;
    await ready(url);
    await portalIsServed(url);
    await importDemo({ url, operatorToken: values[OPERATOR_TOKEN] ?? '' }, folder);
    const mailPage = `http://${(await compose('port', 'mailpit', '8025')).trim()}`;
    await mainJob(url, mailPage, new Transcript(log));
    log(`\nScaling planning to ${PLANNING_REPLICAS} …`);
    const scale = ['--scale', `planning=${PLANNING_REPLICAS}`];
    await compose('up', '--detach', '--no-build', '--no-recreate', ...scale);
    const replicas = await healthyReplicas(docker, compose);
    await mainJob(url, mailPage, new Transcript(log));
    await everyReplicaWorks(docker, replicas);
  } catch (error) {
    log((await compose('logs', '--tail', '20').catch(() => '')).slice(-6_000));
    throw error;
  } finally {
    log('\nRemoving the compose project …');
    await compose('down', '--volumes', '--remove-orphans', '--timeout', '20');
    await rm(folder, { recursive: true, force: true });
  }
}

async function ready(url: string): Promise<void> {
  const givenUpAt = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const response = await fetch(`${url}/health/ready`).catch(() => null);
    if (response?.ok) return;
    if (Date.now() > givenUpAt) throw new Error('The gateway did not become ready.');
    await wait(500);
  }
}

/** The image holds the web portal: its page, and the script that the page begins with. */
async function portalIsServed(url: string): Promise<void> {
  const page = await fetch(`${url}/o/de-zevensprong`, { headers: { accept: 'text/html' } });
  const [, script = ''] = /<script[^>]*src="([^"]+)"/.exec(await page.text()) ?? [];
  const asset = await fetch(`${url}${script}`);
  const cached = asset.headers.get('cache-control') ?? '';
  if (!page.ok || !asset.ok || !script.startsWith('/assets/') || !cached.includes('immutable')) {
    throw new Error('The image does not serve the web portal.');
  }
  log('The web portal is served.');
}

async function healthyReplicas(
  docker: Docker,
  compose: (...args: string[]) => Promise<string>,
): Promise<string[]> {
  const givenUpAt = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const ids = (await compose('ps', '--quiet', 'planning')).trim().split('\n');
    const states = await docker.run(['inspect', '--format', '{{.State.Health.Status}}', ...ids]);
    const healthy = states.split('\n').filter((state) => state === 'healthy');
    if (healthy.length === PLANNING_REPLICAS) return ids;
    if (Date.now() > givenUpAt) throw new Error(`Of the replicas only these: ${states}`);
    await wait(500);
  }
}

const COUNT_REQUESTS = `fetch('http://127.0.0.1:3000/metrics').then((answer) => answer.text()).then((text) => {
  const lines = text.split('\\n').filter((line) => line.startsWith('ouderportaal_requests_total'));
  console.log(lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0));
})`;

/** The broker spreads requests over the queue group: each replica must have answered some. */
async function everyReplicaWorks(docker: Docker, replicas: readonly string[]): Promise<void> {
  const counts = [];
  for (const id of replicas) {
    counts.push(Number(await docker.run(['exec', id, 'node', '-e', COUNT_REQUESTS])));
  }
  log(`\nThe replicas of planning answered ${counts.join(', ')} requests.`);
  if (counts.some((count) => !(count > 0)))
    throw new Error('A replica of planning got no request.');
}

main().catch((error: unknown) => {
  reportEnd('the compose test', error);
});
