import { stringify } from 'yaml';

/** Under which service of docker-compose.yml an image runs, or what is built on it. */
export interface LockedImage {
  /** As the repository names it: `postgres:18.4`. */
  image: string;
  /** As the engine knows what it pulled: `postgres@sha256:…`. */
  repoDigest: string;
  services: readonly string[];
  /** Build argument that names it, where our own image stands on it. */
  buildArgument?: string;
}

const DIGEST = /@(sha256:[0-9a-f]{64})$/;

/**
 * A file for `docker compose -f docker-compose.yml -f …`: the same images, by tag and digest, so that what
 * somebody pushes under the same tag later is not taken.
 * @throws Error when an image has no digest, as one that was built here.
 */
export function imageLock(images: readonly LockedImage[]): string {
  const services: Record<string, object> = {};
  for (const { image, repoDigest, services: names, buildArgument } of images) {
    const digest = DIGEST.exec(repoDigest)?.[1];
    if (digest === undefined) throw new Error(`${image} was not pulled from a registry.`);
    const pinned = `${image}@${digest}`;
    for (const name of names) {
      services[name] = buildArgument
        ? { build: { args: { [buildArgument]: pinned } } }
        : { image: pinned };
    }
  }
  return `# Written by npm run images:lock.\n${stringify({ services })}`;
}
