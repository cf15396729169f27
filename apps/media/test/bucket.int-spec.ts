import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startObjectStore } from '@ouderportaal/backing-services';
import { Bucket } from '../src/bucket.js';

describe('the bucket', () => {
  let dataDir: string;
  let store: Awaited<ReturnType<typeof startObjectStore>>;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'ouderportaal-bucket-'));
    store = await startObjectStore({ dataDir, durable: false, log: () => undefined });
  }, 60_000);

  afterAll(async () => {
    await store?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('is made by whichever replica comes first, and the others find it', async () => {
    const replicas = Array.from({ length: 8 }, () => {
      return new Bucket({
        OBJECT_STORE_URL: store.endpoint,
        OBJECT_STORE_ACCESS_KEY: store.accessKey,
        OBJECT_STORE_SECRET_KEY: store.secretKey,
        OBJECT_STORE_REGION: store.region,
        OBJECT_STORE_BUCKET: 'made-at-once',
      });
    });
    await Promise.all(replicas.map((one) => one.check()));
    await expect(replicas[0]!.check()).resolves.toBeUndefined();
  });
});
