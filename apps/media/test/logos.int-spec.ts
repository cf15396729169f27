import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startObjectStore } from '@ouderportaal/backing-services';
import { type Actor, media, NOBODY } from '@ouderportaal/contracts';
import { newId } from '@ouderportaal/kernel';
import { actor, newTenant, serviceUnderTest } from '@ouderportaal/testing';
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
