import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DomainError, media } from '@ouderportaal/contracts';
import { newId } from '@ouderportaal/kernel';
import { type RunningGateway } from '../src/gateway.js';
import { gatewayUnderTest } from './support/gateway-under-test.js';

const CONTENT = Buffer.from('0123456789'.repeat(10));
const version = createHash('sha256').update(CONTENT).digest('hex');
const etag = `"${version}"`;

const gateway = gatewayUnderTest();

describe('a file that is streamed', () => {
  let store: Server;
  let streaming: RunningGateway;
  const asked: string[] = [];

  beforeAll(async () => {
    // Plays the store: which parts it gives is its own affair, here as S3 has it.
    store = createServer((request, response) => {
      asked.push(`${request.url} ${request.headers.range ?? ''}`.trim());
      const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
      if (request.url === '/gone') response.writeHead(404).end();
      else if (request.url === '/silent') return;
      else if (request.url === '/slow') {
        response.writeHead(200).write(CONTENT.subarray(0, 50));
        setTimeout(() => response.end(CONTENT.subarray(50)), 2_500);
      } else if (first === undefined) response.writeHead(200).end(CONTENT);
      else response.writeHead(206).end(CONTENT.subarray(Number(first), Number(last) + 1));
    }).listen(0, '127.0.0.1');
    await once(store, 'listening');
    streaming = await gateway.another({ OBJECT_STORE_URL: origin() });
  });

  afterAll(() => {
    store.closeAllConnections();
    store.close();
  });

  const origin = () => `http://127.0.0.1:${(store.address() as AddressInfo).port}`;
  const located = (path: string, at = origin()) =>
    gateway.services.answer(media.logos.locate, () => ({
      file: { url: `${at}${path}`, mediaType: 'image/png', bytes: CONTENT.length, version },
    }));
  const get = (headers: Record<string, string> = {}, method = 'GET', of = streaming) => {
    gateway.services.organisations.set('zonnebloem', tenantId);
    asked.length = 0;
    return fetch(`${of.url}/api/organisations/zonnebloem/logo`, {
      method,
      headers,
      signal: AbortSignal.timeout(10_000),
    });
  };
  const tenantId = newId();

  it('comes whole, as what it is, to be kept for five minutes and shown in mails', async () => {
    located('/logo');
    const answer = await get();

    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': '100',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/^default-src 'none'/),
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=300',
      'accept-ranges': 'bytes',
      etag,
    });
    expect(Buffer.from(await answer.arrayBuffer()).equals(CONTENT)).toBe(true);
    const [question] = gateway.services.asked(media.logos.locate);
    expect(question?.actor).toMatchObject({ role: 'gateway', tenantId });
  });

  it.each([
    ['bytes=0-9', 'bytes 0-9/100', '0123456789'],
    ['bytes=95-', 'bytes 95-99/100', '56789'],
    ['bytes=-3', 'bytes 97-99/100', '789'],
  ])('comes in part: %s', async (range, contentRange, text) => {
    located('/logo');
    const answer = await get({ range });
    expect([answer.status, answer.headers.get('content-range'), await answer.text()]).toEqual([
      206,
      contentRange,
      text,
    ]);
  });

  it('comes whole to who has a part of another one', async () => {
    located('/logo');
    const other = await get({ range: 'bytes=0-9', 'if-range': '"other"' });
    const same = await get({ range: 'bytes=0-9', 'if-range': etag });
    expect([other.status, same.status]).toEqual([200, 206]);
    await Promise.all([other.text(), same.text()]);
  });

  it('may take longer than a store may be silent before it begins', async () => {
    located('/slow');
    const answer = await get();
    expect(await answer.text()).toBe(CONTENT.toString());
  });

  it('has no part behind its end, and says how long it is', async () => {
    located('/logo');
    const answer = await get({ range: 'bytes=100-' });
    expect([answer.status, answer.headers.get('content-range')]).toEqual([416, 'bytes */100']);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toMatchObject({ code: 'range-not-satisfiable' });
  });

  it('is not sent to who has it, and the store is not asked', async () => {
    located('/logo');
    const answer = await get({ 'if-none-match': `"other", ${etag}` });
    expect([answer.status, await answer.text()]).toEqual([304, '']);
    expect(answer.headers.get('etag')).toBe(etag);
    expect(asked).toEqual([]);
  });

  it('is described without its bytes to who only asks for its head', async () => {
    located('/logo');
    const answer = await get({}, 'HEAD');
    expect([answer.status, answer.headers.get('content-length')]).toEqual([200, '100']);
    expect(asked).toEqual([]);
  });

  it('is not found where there is none', async () => {
    gateway.services.answer(media.logos.locate, () => ({ file: null }));
    const [none, unknown] = [
      await get(),
      await fetch(`${streaming.url}/api/organisations/nobody-here/logo`),
    ];
    for (const answer of [none, unknown]) {
      expect(answer.status).toBe(404);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(await answer.json()).toMatchObject({ code: 'not-found' });
    }
  });

  it.each([
    ['has lost it', () => located('/gone')],
    ['says nothing', () => located('/silent')],
    ['is away', () => located('/logo', 'http://127.0.0.1:1')],
    ['is not the one that was configured', () => located('/logo', 'http://localhost:1')],
    [
      'cannot be asked about because media is away',
      () =>
        gateway.services.answer(media.logos.locate, () => {
          throw new DomainError('service-unavailable');
        }),
    ],
  ])('is 503 with a sentence when the store %s', async (_name, prepare) => {
    prepare();
    const answer = await get({ 'accept-language': 'nl' });
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({
      code: 'service-unavailable',
      detail: expect.stringMatching(/opnieuw/),
    });
  });

  it('is 503 where the gateway was told of no store', async () => {
    located('/logo');
    const answer = await get({}, 'GET', gateway.running());
    expect(answer.status).toBe(503);
    expect(asked).toEqual([]);
    await answer.text();
  });
});
