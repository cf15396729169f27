import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readEnvironment } from '@ouderportaal/backing-services';
import { provideImages, SUITE_IMAGES } from '../images/stand-ins.js';
import { Docker } from './docker.js';
import { type Engine, openEngine } from './engine.js';
import { reportEnd } from './report-end.js';
import { SuiteContainers } from './suite-containers.js';
import { tryPort } from './try-port.js';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
const log = (line: string) => console.log(line);

/** The integration suites on containers, whatever else this machine offers. Arguments go to Jest. */
async function main(): Promise<void> {
  const environment = readEnvironment();
  const engine = await openEngine(environment, log);
  try {
    const docker = new Docker(engine.socketPath, log, environment.inherited, ['docker', 'compose']);
    log(`Images: ${await provideImages(docker, SUITE_IMAGES)}.`);
    await tryPort(docker);
    const containers = new SuiteContainers(docker);
    // On somebody's engine there may be containers of somebody else.
    const earlier = engine.isOurs ? await containers.removeEarlier() : 0;
    if (earlier > 0) log(`Containers of an earlier run that were removed: ${earlier}.`);
    const started: string[] = [];
    const stopListening = await containers.onStart((image) => started.push(image));
    process.exitCode = await runSuites(engine, environment.inherited);
    await stopListening();
    reportStarted(started);
    if (engine.isOurs) refuse(await containers.left());
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
  // A signal reaches Jest as well; the engine is to be stopped in order after it.
  const stay = (): void => undefined;
  for (const signal of SIGNALS) process.on(signal, stay);
  const [code] = (await once(child, 'exit')) as [number | null];
  for (const signal of SIGNALS) process.off(signal, stay);
  return code ?? 1;
}

/** How many containers there were, so that nobody need believe it. */
function reportStarted(started: readonly string[]): void {
  const counts = SUITE_IMAGES.map(
    (image) => `${started.filter((from) => from === image).length} of ${image}`,
  );
  log(`Containers that were started: ${started.length} (${counts.join(', ')}).`);
}

function refuse(left: readonly string[]): void {
  if (left.length === 0) return;
  log([`Containers that were left behind: ${left.length}.`, ...left].join('\n  '));
  process.exitCode = 1;
}

main().catch((error: unknown) => {
  reportEnd('the suites on containers', error);
});
