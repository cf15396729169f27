import { Agent, request as httpRequest } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { identity, planning } from '@ouderportaal/contracts';
import { until } from '@ouderportaal/testing';
import { slowly } from './support/fake-services.js';
import { gatewayUnderTest, OPERATOR_TOKEN, send } from './support/gateway-under-test.js';

const gateway = gatewayUnderTest({ REQUEST_TIMEOUT_MS: '1000', IMPORT_TIMEOUT_MS: '20000' });
const operator = { authorization: `Bearer ${OPERATOR_TOKEN}` };

describe('a slow service', () => {
  it('is not waited for longer than a request may take', async () => {
    gateway.services.answer(identity.families.mine, slowly(5_000, {}));
    const { bearer } = gateway.signedIn();
    const startedAt = performance.now();
    const answer = await gateway.fetch('GET', '/api/family', { headers: bearer });
    expect(answer).toMatchObject({ status: 504, json: { code: 'service-timeout' } });
    expect(performance.now() - startedAt).toBeLessThan(4_000);
  });

  it('has longer for an import', async () => {
    gateway.services.answer(
      planning.imports.placements,
      slowly(1_500, { changes: [], unchanged: 0 }),
    );
    const path = '/api/operator/organisations/zonnebloem/placements';
    const body = { placements: [] };
    const answer = await gateway.fetch('PUT', path, { headers: operator, body });
    expect(answer).toMatchObject({ status: 200, json: { unchanged: 0 } });
  });
});

describe('health', () => {
  it('is alive and ready while the bus is there', async () => {
    expect(await gateway.fetch('GET', '/health/live')).toMatchObject({ status: 200 });
    expect(await gateway.fetch('GET', '/health/ready')).toMatchObject({
      status: 200,
      json: { status: 'ok', checks: { bus: 'ok' } },
    });
  });

  it('does not depend on a service', async () => {
    await gateway.services.disappear(identity.sessions.resolve);
    expect((await gateway.fetch('GET', '/health/ready')).status).toBe(200);
  });
});

describe('a gateway that stops', () => {
  it('finishes what it has begun, takes nothing new, and lets connections go', async () => {
    const own = await gateway.another({ REQUEST_TIMEOUT_MS: '5000' });
    const { bearer } = gateway.signedIn();
    let isAsked: () => void;
    const asked = new Promise<void>((resolve) => (isAsked = resolve));
    gateway.services.answer(identity.families.mine, async (heard) => {
      isAsked();
      return slowly(500, { children: [] })(heard);
    });
    const agent = new Agent({ keepAlive: true });
    const begun = getWith(agent, `${own.url}/api/family`, bearer);
    await asked;

    const startedAt = performance.now();
    const stopped = own.stop();
    await expect(send('GET', `${own.url}/health/live`)).rejects.toThrow();
    expect(await begun).toBe(200);
    await stopped;
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    agent.destroy();
  });

  it('N8: breaks no connection under load: each ends with an answer that says so', async () => {
    const [one, other] = [await gateway.another({}), await gateway.another({})];
    const urls = [one.url, other.url];
    let isOver = false;
    const asked = { count: 0 };
    const client = async (n: number): Promise<void> => {
      for (let turn = n; !isOver; turn += 1) {
        asked.count += 1;
        // A gateway that takes no connections is passed by, as load balancers do.
        const answer = await send('GET', `${urls[turn % 2]}/health/live`).catch(
          async (error: unknown) => {
            if (!isRefused(error)) throw error;
            return send('GET', `${other.url}/health/live`);
          },
        );
        expect(answer.status).toBe(200);
      }
    };
    const clients = Promise.all(Array.from({ length: 30 }, (_, n) => client(n)));
    await until('everybody to be at it', async () => asked.count > 300);
    await one.stop();
    const then = asked.count;
    await until('everybody to be at the other one', async () => asked.count > then + 300);
    isOver = true;
    await clients;
    await other.stop();
  });

  it('may be told so twice', async () => {
    const own = await gateway.another({});
    await Promise.all([own.stop(), own.stop()]);
  });
});

describe('a broker that went away', () => {
  it('makes the gateway unready, and does not keep it from stopping', async () => {
    const { broker } = gateway;
    await broker().stop();
    const ready = await gateway.fetch('GET', '/health/ready');
    expect(ready).toMatchObject({ status: 503, json: { checks: { bus: 'unavailable' } } });
    expect(await gateway.fetch('GET', '/health/live')).toMatchObject({ status: 200 });
    const { bearer } = gateway.signedIn();
    const answer = await gateway.fetch('GET', '/api/family', { headers: bearer });
    expect([503, 504]).toContain(answer.status);
    const startedAt = performance.now();
    await gateway.running().stop();
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});

function getWith(agent: Agent, url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { agent, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    request.on('error', reject);
    request.end();
  });
}

function isRefused(error: unknown): boolean {
  const { cause } = error as { cause?: { code?: string } };
  return cause?.code === 'ECONNREFUSED';
}
