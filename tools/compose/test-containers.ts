import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readEnvironment } from '../backing-services/environment.js';
import { provideImages, SUITE_IMAGES } from '../images/stand-ins.js';
import { Docker } from './docker.js';
import { type Engine, openEngine } from './engine.js';
import { reportEnd } from './report-end.js';
import { tryPort } from './try-port.js';

const LABELLED = ['--filter', 'label=org.testcontainers=true'];
const log = (line: string) => console.log(line);

/** The integration suites on containers, whatever else this machine offers. Arguments go to Jest. */
async function main(): Promise<void> {
  const environment = readEnvironment();
  const engine = await openEngine(environment, log);
  try {
    const docker = new Docker(engine.socketPath, log, environment.inherited, ['docker', 'compose']);
    log(`Images: ${await provideImages(docker, SUITE_IMAGES)}.`);
    await tryPort(docker);
    const started: string[] = [];
    const stopListening = await docker.follow(
      ['events', ...LABELLED, '--filter', 'event=start', '--format', '{{.From}}'],
      (image) => started.push(image),
    );
    process.exitCode = await runSuites(engine, environment.inherited);
    await stopListening();
    await reportContainers(docker, started);
  } finally {
    await engine.stop();
  }
}

async function runSuites(engine: Engine, inherited: NodeJS.ProcessEnv): Promise<number> {
  const jest = ['--experimental-vm-modules', 'node_modules/.bin/jest'];
  const only = ['--selectProjects', 'integration', ...process.argv.slice(2)];
  const child = spawn(process.execPath, [...jest, ...only], {
    stdio: 'inherit',
    env: {
      ...inherited,
      DOCKER_HOST: `unix://${engine.socketPath}`,
      OUDERPORTAAL_BACKING: 'docker',
      // Every port is bound to loopback; the library would try the bridge where it thinks itself in a container.
      TESTCONTAINERS_HOST_OVERRIDE: '127.0.0.1',
    },
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

/** How many containers there were, so that nobody need believe it; one that was left is a failure. */
async function reportContainers(docker: Docker, started: readonly string[]): Promise<void> {
  const counts = SUITE_IMAGES.map(
    (image) => `${started.filter((from) => from === image).length} of ${image}`,
  );
  log(`Containers that were started: ${started.length} (${counts.join(', ')}).`);
  const left = (await docker.run(['ps', '--all', '--quiet', ...LABELLED])).trim();
  if (left === '') return;
  log(`Containers that were left behind: ${left.split('\n').length}.`);
  process.exitCode = 1;
}

main().catch((error: unknown) => {
  reportEnd('the suites on containers', error);
});
