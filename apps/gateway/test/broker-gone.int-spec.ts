import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { identity, planning } from '@ouderportaal/contracts';
import { newId } from '@ouderportaal/kernel';
import { TcpProxy } from '@ouderportaal/backing-services';
import type { RunningGateway } from '../src/gateway.js';
import { type Answered, gatewayUnderTest, send } from './support/gateway-under-test.js';

const gateway = gatewayUnderTest();
const WITHIN_MS = 2_500;

let proxy: TcpProxy;
let behindProxy: RunningGateway;

beforeAll(async () => {
  proxy = await TcpProxy.start();
  behindProxy = await gateway.another({ NATS_URL: proxy.inFrontOf(gateway.broker().url) });
});

afterAll(async () => {
  await behindProxy.stop();
  await proxy.stop();
});

/** Resolves when a service has the question; it is never answered. */
function swallow(contract: Parameters<typeof gateway.services.answer>[0]): Promise<void> {
  return new Promise((resolve) => {
    gateway.services.answer(contract, () => {
      resolve();
      return new Promise(() => undefined);
    });
  });
}

async function timed(answer: Promise<Answered>): Promise<Answered & { tookMs: number }> {
  const startedAt = performance.now();
  return { ...(await answer), tookMs: performance.now() - startedAt };
}

function look(bearer: Record<string, string>) {
  return timed(send('GET', `${behindProxy.url}/api/family`, { headers: bearer }));
}

function change(bearer: Record<string, string>) {
  return timed(
    send('POST', `${behindProxy.url}/api/care-requests/${newId()}/bookings/${newId()}/cancel`, {
      headers: { ...bearer, 'idempotency-key': newId() },
      body: {},
    }),
  );
}

function expectComeBack(answer: Answered, status: number): void {
  expect(answer.status).toBe(status);
  expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(2);
  expect(answer.json['developer']).toContain('same Idempotency-Key');
}

async function fineAgain(bearer: Record<string, string>): Promise<void> {
  proxy.change({ is: 'fine' });
  gateway.services.answer(identity.families.mine, () => ({ children: [] }));
  for (let status = 0; status !== 200;) ({ status } = await look(bearer));
}

describe('N10: a broker that goes while somebody waits', () => {
  it('is said at once, also to who asked for a change', async () => {
    const { bearer } = gateway.signedIn();
    const heard = [swallow(identity.families.mine), swallow(planning.careRequests.cancel)];
    const answers = [look(bearer), change(bearer)];
    await Promise.all(heard);
    const goneAt = performance.now();
    proxy.change({ is: 'refuse' });
    for (const answer of await Promise.all(answers)) expectComeBack(answer, 503);
    expect(performance.now() - goneAt).toBeLessThan(500);
    await fineAgain(bearer);
  });

  it('is said in time when it only falls silent, and then at once to who asks next', async () => {
    const { bearer } = gateway.signedIn();
    const heard = [swallow(identity.families.mine), swallow(planning.careRequests.cancel)];
    const answers = [look(bearer), change(bearer)];
    await Promise.all(heard);
    proxy.change({ is: 'cut' });
    for (const answer of await Promise.all(answers)) {
      expectComeBack(answer, 503);
      expect(answer.tookMs).toBeLessThan(WITHIN_MS);
    }
    const next = await look(bearer);
    expectComeBack(next, 503);
    expect(next.tookMs).toBeLessThan(500);
    await fineAgain(bearer);
  });
});

describe('N10: a service that says nothing', () => {
  it('is given up in time, with the word when to come back', async () => {
    const { bearer } = gateway.signedIn();
    void swallow(identity.families.mine);
    const answer = await look(bearer);
    expectComeBack(answer, 504);
    expect(answer.tookMs).toBeLessThan(WITHIN_MS);
  });

  it('is given up in time also when another took its time before', async () => {
    const { bearer, actor } = gateway.signedIn();
    gateway.services.answer(
      identity.sessions.resolve,
      () => new Promise((resolve) => setTimeout(resolve, 1_500, { actor })),
    );
    const heard = swallow(identity.families.mine);
    const answer = look(bearer);
    await heard;
    expect((await answer).tookMs).toBeLessThan(WITHIN_MS);
    expectComeBack(await answer, 504);
  });
});
