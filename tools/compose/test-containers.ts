import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readEnvironment } from '../backing-services/environment.js';
import { provideImages } from '../images/stand-ins.js';
import { Docker } from './docker.js';
import { NoEngine, openEngine } from './engine.js';

/** What a run that could not happen ends with, so that nobody takes it for one that passed. */
const COULD_NOT_RUN = 3;
const log = (line: string) => console.log(line);

/** The integration suites on containers, whatever else this machine offers. Arguments go to Jest. */
async function main(): Promise<void> {
  const environment = readEnvironment();
  const engine = await openEngine(environment, log);
  try {
    const docker = new Docker(engine.socketPath, log, environment.inherited, ['docker', 'compose']);
    log(`Images: ${await provideImages(docker)}.`);
    const jest = ['--experimental-vm-modules', 'node_modules/.bin/jest'];
    const only = ['--selectProjects', 'integration', ...process.argv.slice(2)];
    const child = spawn(process.execPath, [...jest, ...only], {
      stdio: 'inherit',
      env: {
        ...environment.inherited,
        DOCKER_HOST: `unix://${engine.socketPath}`,
        OUDERPORTAAL_BACKING: 'docker',
        // Every port is bound to loopback; the library would try the bridge where it thinks itself in a container.
        TESTCONTAINERS_HOST_OVERRIDE: '127.0.0.1',
      },
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    process.exitCode = code ?? 1;
  } finally {
    await engine.stop();
  }
}

main().catch((error: unknown) => {
  if (error instanceof NoEngine) {
    console.error(`COULD NOT RUN the suites on containers: ${error.message}`);
    process.exitCode = COULD_NOT_RUN;
    return;
  }
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
