import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ObjectStore, startObjectStore } from '@ouderportaal/backing-services';
import { Client } from 'minio';
import { type ObjectStoreAdmin, prepareBucket } from '../minio-admin.js';

const user = { bucket: 'of-media', accessKey: 'media', secretKey: 'only-for-media' };

describe('The user of the object store that media gets', () => {
  let dataDir: string;
  let store: ObjectStore;
  let admin: ObjectStoreAdmin;

  const clientWith = (keys: { accessKey: string; secretKey: string }): Client => {
    const { hostname, port } = new URL(store.endpoint);
    const { region } = store;
    return new Client({ endPoint: hostname, port: Number(port), useSSL: false, region, ...keys });
  };
  const refused = { code: 'AccessDenied' };

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'ouderportaal-bucket-user-'));
    store = await startObjectStore({ dataDir, durable: false, log: () => undefined });
    admin = { ...store, url: store.endpoint };
    await clientWith(store).makeBucket('of-others', store.region);
    await clientWith(store).putObject('of-others', 'file', 'theirs');
    await prepareBucket(admin, user);
  }, 60_000);

  afterAll(async () => {
    await store?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('reads, writes and removes files of its bucket', async () => {
    const media = clientWith(user);
    expect(await media.bucketExists(user.bucket)).toBe(true);
    await media.putObject(user.bucket, 'file', 'ours');
    expect((await media.statObject(user.bucket, 'file')).size).toBe(4);
    await media.removeObject(user.bucket, 'file');
  });

  it('reaches no other bucket, makes none and takes its own not away', async () => {
    const media = clientWith(user);
    await expect(media.getObject('of-others', 'file')).rejects.toMatchObject(refused);
    await expect(media.putObject('of-others', 'other', 'x')).rejects.toMatchObject(refused);
    await expect(media.makeBucket('another', store.region)).rejects.toMatchObject(refused);
    await expect(media.removeBucket(user.bucket)).rejects.toMatchObject(refused);
    await expect(media.setBucketPolicy(user.bucket, '{}')).rejects.toMatchObject(refused);
    expect(await media.listBuckets()).toEqual([expect.objectContaining({ name: user.bucket })]);
  });

  it('makes no user, not even with more rights for itself', async () => {
    const more = { ...admin, accessKey: user.accessKey, secretKey: user.secretKey };
    await expect(prepareBucket(more, { ...user, accessKey: 'stranger' })).rejects.toThrow();
    const stranger = clientWith({ ...user, accessKey: 'stranger' });
    await expect(stranger.bucketExists(user.bucket)).rejects.toThrow();
  });

  it('stays as it is when it is made again, and gets a new secret key', async () => {
    const fresh = { ...user, secretKey: 'another-for-media' };
    await prepareBucket(admin, fresh);
    expect(await clientWith(fresh).bucketExists(user.bucket)).toBe(true);
    await expect(clientWith(user).putObject(user.bucket, 'x', 'x')).rejects.toThrow();
  });
});
