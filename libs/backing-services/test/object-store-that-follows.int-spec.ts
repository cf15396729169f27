import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { access, chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { findBinary } from '../src/binaries.js';
import { type BackingEnvironment, readEnvironment } from '../src/environment.js';
import { startObjectStore } from '../src/object-store.js';
import { MINIO_PROGRAM } from '../src/programs.js';
import type { ObjectStore } from '../src/types.js';

const log = (): void => undefined;

describe('An object store whose program has to be built first', () => {
  let root: string;
  let store: ObjectStore | undefined;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'object-store-'));
  });
  afterEach(async () => {
    await store?.stop();
    store = undefined;
    await rm(root, { recursive: true, force: true });
  });

  /** A computer without MinIO, whose Go says that it began, and builds by this script. */
  const withoutMinio = async (build: string): Promise<BackingEnvironment> => {
    const bin = join(root, 'bin');
    await mkdir(bin);
    await writeFile(
      join(bin, 'go'),
      `#!/bin/sh
      if [ "$1" = env ]; then echo go1.99.0; exit 0; fi
      touch ${join(root, 'begun')}
      ${build}`,
    );
    await chmod(join(bin, 'go'), 0o755);
    const cacheDir = join(root, 'cache');
    return { ...readEnvironment(), forced: 'local', path: `${bin}:/usr/bin:/bin`, cacheDir };
  };
  const start = async (environment: BackingEnvironment): Promise<ObjectStore> => {
    const dataDir = join(root, 'data');
    store = await startObjectStore({ dataDir, log, environment, mayFollow: true });
    return store;
  };
  const answers = ({ endpoint }: ObjectStore): Promise<boolean> =>
    fetch(`${endpoint}/minio/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  const hasBegun = (): Promise<boolean> =>
    access(join(root, 'begun')).then(
      () => true,
      () => false,
    );

  it('has its address at once, refuses there, and answers there when it is built', async () => {
    const real = await findBinary(MINIO_PROGRAM, readEnvironment(), log);
    const environment = await withoutMinio(`cp ${real.path} "$GOBIN/minio"`);

    const { finish } = await start(environment);

    expect(await answers(store as ObjectStore)).toBe(false);
    expect(await hasBegun()).toBe(false);
    await Promise.all([finish?.(), finish?.()]);
    expect(await answers(store as ObjectStore)).toBe(true);
  });

  it('is there at once, with nothing to finish, where it was built before', async () => {
    const { cacheDir } = readEnvironment();
    await findBinary(MINIO_PROGRAM, readEnvironment(), log);
    const environment = { ...(await withoutMinio('exit 1')), cacheDir };

    const { finish } = await start(environment);

    expect(finish).toBeUndefined();
    expect(await answers(store as ObjectStore)).toBe(true);
  });

  it('says why it could not be built', async () => {
    const { finish } = await start(await withoutMinio('echo no network >&2; exit 1'));

    await expect(finish?.()).rejects.toThrow(/Go could not build minio[^]*no network/);
  });

  it('is given up when everything stops meanwhile', async () => {
    const { finish, stop } = await start(await withoutMinio('exec sleep 60'));
    const finished = expect(finish?.()).rejects.toThrow(/abort/i);
    while (!(await hasBegun())) await wait(20);

    await stop();

    await finished;
  });
});
