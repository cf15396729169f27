import { readFile, writeFile } from 'node:fs/promises';
import { run } from '@ouderportaal/backing-services';
import { parse } from 'yaml';
import { imageLock, type LockedImage } from './image-lock.js';
import { nodeImageOf } from './stand-ins.js';

const TARGET = 'docker-compose.lock.yml';
const OURS = 'ouderportaal:local';

/** Pulls every image of docker-compose.yml and the Dockerfile, and writes down which ones they were. */
async function main(): Promise<void> {
  const { services } = parse(await readFile('docker-compose.yml', 'utf8'), { merge: true }) as {
    services: Record<string, { image: string }>;
  };
  const node = await nodeImageOf('Dockerfile');
  const locked: LockedImage[] = [];
  for (const image of new Set(Object.values(services).map((one) => one.image))) {
    const names = Object.keys(services).filter((name) => services[name]?.image === image);
    const isOurs = image === OURS;
    const pulled = isOurs ? node : image;
    await run('docker', ['pull', '--quiet', pulled]);
    const format = ['--format', '{{index .RepoDigests 0}}'];
    const repoDigest = (await run('docker', ['image', 'inspect', ...format, pulled])).trim();
    const buildArgument = isOurs ? { buildArgument: 'NODE_IMAGE' } : {};
    locked.push({ image: pulled, repoDigest, services: names, ...buildArgument });
  }
  await writeFile(TARGET, imageLock(locked));
  console.log(`${TARGET} is written; commit it, and start with`);
  console.log(`  docker compose -f docker-compose.yml -f ${TARGET} up --build --detach`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
