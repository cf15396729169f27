import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startObjectStore } from '@ouderportaal/backing-services';
import { type Actor, media, NOBODY } from '@ouderportaal/contracts';
import { newId } from '@ouderportaal/kernel';
import { actor, newTenant, serviceUnderTest } from '@ouderportaal/testing';
import { Client } from 'minio';
import { Bucket } from '../src/bucket.js';
import { RemoveFiles } from '../src/logos/remove-files.js';
import { media as definition } from '../src/service.js';
import { badPictures, jpeg, png } from './support/pictures.js';

const { logos } = media;
const organisation = 'zonnebloem';

let dataDir: string;
let store: Awaited<ReturnType<typeof startObjectStore>>;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ouderportaal-logos-'));
  store = await startObjectStore({ dataDir, durable: false, log: () => undefined });
}, 60_000);

afterAll(async () => {
  await store?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const bucketOf = ({ endpoint, accessKey, secretKey, region }: typeof store) => {
  const { hostname, port } = new URL(endpoint);
  const options = { endPoint: hostname, port: Number(port), useSSL: false, region };
  return new Client({ ...options, accessKey, secretKey });
};

describe('the logo of an organisation', () => {
  const service = serviceUnderTest(definition, {
    environment: () => ({
      OBJECT_STORE_URL: store.endpoint,
      OBJECT_STORE_ACCESS_KEY: store.accessKey,
      OBJECT_STORE_SECRET_KEY: store.secretKey,
      OBJECT_STORE_REGION: store.region,
      OBJECT_STORE_BUCKET: 'logos-of-the-test',
    }),
  });

  beforeAll(async () => {
    const ready = await fetch(`${service.running().url}/health/ready`);
    expect(ready.status).toBe(200);
  });

  const record = (operator: Actor, bytes: Buffer, idempotencyKey: string | null = null) =>
    service.request(
      logos.record,
      operator,
      { organisation, picture: bytes.toString('base64') },
      { idempotencyKey },
    );
  const locate = async (tenantId: string) =>
    (await service.request(logos.locate, actor('gateway', tenantId), {})).file;

  it('is there for the gateway once it was recorded, under an address for it alone', async () => {
    const operator = actor('operator', newTenant());
    const recorded = await record(operator, png(320, 80));

    const file = await locate(operator.tenantId);

    const change = { kind: 'logo', number: organisation, change: 'created', fields: [] };
    expect(recorded).toEqual({ changes: [{ ...change, caution: null }], unchanged: 0 });
    expect(file).toMatchObject({ mediaType: 'image/png', bytes: png(320, 80).length });
    const answer = await fetch(file!.url);
    expect(Buffer.from(await answer.arrayBuffer()).equals(png(320, 80))).toBe(true);
    const elsewhere = new URL(file!.url);
    elsewhere.pathname += '0';
    const others = [new Request(elsewhere), new Request(file!.url, { method: 'DELETE' })];
    for (const other of others) expect((await fetch(other)).status).toBe(403);
  });

  it('takes the place of the one before, whose readers are not disturbed', async () => {
    const operator = actor('operator', newTenant());
    await record(operator, png());
    const before = await locate(operator.tenantId);
    await record(operator, jpeg());

    const after = await locate(operator.tenantId);

    expect(after).toMatchObject({ mediaType: 'image/jpeg' });
    expect((await fetch(before!.url)).status).toBe(200);
  });

  it('is looked at and compared in a dry run, and nothing is recorded', async () => {
    const operator = actor('operator', newTenant());
    const picture = png().toString('base64');
    const dry = { organisation, dryRun: true };
    const created = await service.request(logos.record, operator, { ...dry, picture });
    const nothing = await locate(operator.tenantId);
    await record(operator, png());

    const same = await service.request(logos.record, operator, { ...dry, picture });

    expect([created.changes, created.unchanged]).toMatchObject([[{ change: 'created' }], 0]);
    expect(nothing).toBeNull();
    expect(same).toEqual({ changes: [], unchanged: 1 });
    const bad = Buffer.from('GIF89a').toString('base64');
    await expect(
      service.request(logos.record, actor('operator', NOBODY), { ...dry, picture: bad }),
    ).rejects.toMatchObject({ code: 'picture-refused' });
  });

  it('is nobody else’s, and none where none was recorded', async () => {
    await record(actor('operator', newTenant()), png());
    expect(await locate(newTenant())).toBeNull();
  });

  it('is recorded once under the same key', async () => {
    const operator = actor('operator', newTenant());
    const key = newId();
    await record(operator, png(), key);
    await record(operator, jpeg());

    await record(operator, png(), key);

    expect(await locate(operator.tenantId)).toMatchObject({ mediaType: 'image/jpeg' });
  });

  it('is said to others each time it is another one', async () => {
    const operator = actor('operator', newTenant());
    await record(operator, png());
    await record(operator, png());
    await record(operator, jpeg());

    const said = await service.published(media.events.logoRecorded, operator.tenantId);

    expect(new Set(said.map(({ version }) => version)).size).toBe(2);
    expect(said).toHaveLength(2);
  });

  /** Everything that the bucket holds of one organisation, in either part. */
  const keysOf = async (tenantId: string) => {
    const keys: string[] = [];
    const names = bucketOf(store).listObjectsV2('logos-of-the-test', '', true);
    for await (const { name } of names as AsyncIterable<{ name: string }>) keys.push(name);
    return keys.filter((key) => key.includes(tenantId)).map((key) => key.split('/')[0]);
  };
  const removeFiles = () => service.get(RemoveFiles);

  it('leaves quarantine when it is published, and nothing stays there', async () => {
    const operator = actor('operator', newTenant());
    await record(operator, png());
    expect(await keysOf(operator.tenantId)).toEqual(['published']);
  });

  it('leaves the bucket some time after another one took its place', async () => {
    const operator = actor('operator', newTenant());
    await record(operator, png());
    await record(operator, jpeg());

    service.clock.set('2026-03-31');
    expect(await removeFiles().replacedLogos()).toBe(0);
    const before = await keysOf(operator.tenantId);
    service.clock.set('2026-04-01');
    await removeFiles().replacedLogos();

    expect([before.length, (await keysOf(operator.tenantId)).length]).toEqual([2, 1]);
    const file = await locate(operator.tenantId);
    expect((await fetch(file!.url)).status).toBe(200);
  });

  it('stays where it is the logo again, also when the removal of its bytes was due', async () => {
    const operator = actor('operator', newTenant());
    await record(operator, png());
    await record(operator, jpeg());
    service.clock.set('2026-04-01');
    await record(operator, png());

    await removeFiles().replacedLogos();

    expect((await fetch((await locate(operator.tenantId))!.url)).status).toBe(200);
    expect(await keysOf(operator.tenantId)).toHaveLength(2);
    service.clock.set('2026-05-02');
    await removeFiles().replacedLogos();
    expect(await keysOf(operator.tenantId)).toHaveLength(1);
    expect((await fetch((await locate(operator.tenantId))!.url)).status).toBe(200);
  });

  it('is there however many replace it while replaced ones are removed', async () => {
    const operator = actor('operator', newTenant());
    for (const bytes of [png(), jpeg(), png(), jpeg()]) await record(operator, bytes);
    service.clock.set('2026-04-01');

    await Promise.all(
      [png(), jpeg(), png(), jpeg()].flatMap((bytes) => [
        record(operator, bytes),
        removeFiles().replacedLogos(),
      ]),
    );

    expect((await fetch((await locate(operator.tenantId))!.url)).status).toBe(200);
  });

  it('goes by itself where its upload ended half-way, after a day', async () => {
    const { tenantId } = actor('operator', newTenant());
    await service.get(Bucket).quarantine(tenantId, png());
    service.clock.set(new Date().toISOString());
    await removeFiles().forgottenUploads();
    const young = await keysOf(tenantId);
    service.clock.set(new Date(Date.now() + 86_460_000).toISOString());

    await removeFiles().forgottenUploads();

    expect([young, await keysOf(tenantId)]).toEqual([['quarantine'], []]);
  });

  it('has no address while it is in quarantine, and is published as it arrived or not at all', async () => {
    const { tenantId } = actor('operator', newTenant());
    const bucket = service.get(Bucket);
    const arrived = await bucket.quarantine(tenantId, png());
    const other = { ...arrived, etag: '0'.repeat(32) };

    expect(() => bucket.urlOf(arrived.key, 60)).toThrow('was not published');
    await expect(
      bucket.publish(other, `published/${tenantId}/x`, 'image/png'),
    ).rejects.toMatchObject({ code: 'service-unavailable' });
    expect(await keysOf(tenantId)).toEqual(['quarantine']);
  });

  it('is of no organisation that is not there', async () => {
    await expect(record(actor('operator', NOBODY), png())).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it.each(badPictures.filter(([, bytes]) => bytes.length > 0))(
    'cannot be %s: it is refused, and nothing of it is kept',
    async (_name, bytes) => {
      const operator = actor('operator', newTenant());
      await expect(record(operator, bytes)).rejects.toMatchObject({
        code: bytes.length > 262_144 ? expect.stringMatching(/picture|invalid/) : 'picture-refused',
      });
      expect(await locate(operator.tenantId)).toBeNull();
      expect(await keysOf(operator.tenantId)).toEqual([]);
    },
  );
});

describe('the logo of an organisation, without the object store', () => {
  const service = serviceUnderTest(definition, {
    environment: () => ({
      OBJECT_STORE_URL: 'http://127.0.0.1:1',
      OBJECT_STORE_ACCESS_KEY: 'nobody',
      OBJECT_STORE_SECRET_KEY: 'nothing',
    }),
  });

  it('is not recorded, and the answer says to try again', async () => {
    const operator = actor('operator', newTenant());
    const picture = png().toString('base64');
    await expect(
      service.request(logos.record, operator, { organisation, picture }),
    ).rejects.toMatchObject({ code: 'service-unavailable' });
    const { file } = await service.request(logos.locate, actor('gateway', operator.tenantId), {});
    expect(file).toBeNull();
  });
});
