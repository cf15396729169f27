import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { ReplayClient, OutboxRelay } from '@ouderportaal/database/runtime';
import { newId } from '@ouderportaal/kernel';
import { actor, codeOf, newTenant, serviceUnderTest, until } from '@ouderportaal/testing';
import { parse } from 'yaml';
import { gatewayUnderTest } from '../../apps/gateway/test/support/gateway-under-test.js';
import { noteHeard, notes, probeService } from '../../libs/service/test/support/probe.js';
import { labelsIn, metricsIn, type Sample, scrape } from './support/exposition.js';

/** What Prometheus itself adds to every sample. */
const ADDED_LABELS = ['job', 'instance', 'le'];

describe('/metrics', () => {
  const probe = serviceUnderTest(probeService, {
    contracts: Object.values(notes),
    hears: ['elsewhere'],
  });
  const gateway = gatewayUnderTest();

  const serviceSamples = async () => (await scrape(probe.running().url)).samples;
  const valueOf = (samples: Sample[], name: string, labels: Record<string, string> = {}) =>
    samples.find(
      (one) =>
        one.name === `ouderportaal_${name}` &&
        Object.entries(labels).every(([key, value]) => one.labels[key] === value),
    )?.value;

  it('counts operations by outcome and says how long they took', async () => {
    const parent = actor('parent', newTenant());
    await probe.request(notes.list, parent, {});
    await codeOf(probe.request(notes.keep, parent, { noteId: newId(), text: 'x', fail: true }));
    const samples = await serviceSamples();
    const contract = 'probe.notes.list';
    expect(valueOf(samples, 'requests_total', { contract, outcome: 'ok' })).toBe(1);
    expect(
      valueOf(samples, 'requests_total', {
        contract: 'probe.notes.keep',
        outcome: 'request-not-open',
      }),
    ).toBe(1);
    expect(valueOf(samples, 'request_duration_seconds_count', { contract })).toBe(1);
  });

  it('says how many events wait in the outbox and how old the oldest is', async () => {
    const relay = probe.get(OutboxRelay);
    await relay.stop();
    try {
      await probe.request(notes.keep, actor('parent', newTenant()), { noteId: newId(), text: 'a' });
      await probe.sql("update probe.outbox set occurred_at = now() - interval '1 hour'");
      const waiting = await serviceSamples();
      expect(valueOf(waiting, 'outbox_events', { state: 'unpositioned' })).toBe(1);
      expect(valueOf(waiting, 'outbox_oldest_seconds')).toBeGreaterThan(3_599);
      expect(valueOf(waiting, 'scrape_failures_total')).toBe(0);
    } finally {
      relay.start();
    }
    const emptied = await until('the outbox to empty', async () => {
      const samples = await serviceSamples();
      return valueOf(samples, 'outbox_oldest_seconds') === 0 ? samples : null;
    });
    expect(valueOf(emptied, 'outbox_events', { state: 'unpositioned' })).toBe(0);
    expect(valueOf(emptied, 'outbox_events', { state: 'unpublished' })).toBe(0);
  });

  it('says how far consumers are behind, and how many events failed', async () => {
    const tenant = newTenant();
    const noteId = newId();
    const { last: said } = await new ReplayClient(probe.connection()).progress(
      'probe',
      'listener',
      0,
    );
    await probe.hear(noteHeard, tenant, { noteId, text: 'heard' });
    await probe.hear(noteHeard, tenant, { noteId, text: 'heard twice, which its key forbids' });
    const samples = await serviceSamples();
    expect(valueOf(samples, 'outbox_consumer_lag_events', { consumer: 'listener' })).toBe(said);
    expect(valueOf(samples, 'inbox_lag_events', { producer: 'elsewhere' })).toBe(0);
    expect(valueOf(samples, 'dead_letters', { state: 'retrying' })).toBe(1);
    expect(valueOf(samples, 'dead_letters', { state: 'dead' })).toBe(0);
  });

  it('says how busy the pools are and whether dependencies answer', async () => {
    const samples = await serviceSamples();
    for (const pool of ['requests', 'queues']) {
      expect(valueOf(samples, 'database_pool_size', { pool })).toBeGreaterThan(0);
      expect(valueOf(samples, 'database_connections', { pool, state: 'idle' })).toBeDefined();
      expect(valueOf(samples, 'database_pool_waiting', { pool })).toBe(0);
    }
    expect(valueOf(samples, 'dependency_up', { dependency: 'database' })).toBe(1);
    expect(valueOf(samples, 'dependency_up', { dependency: 'bus' })).toBe(1);
    expect(samples.map(({ name }) => name)).toContain('nodejs_eventloop_lag_p99_seconds');
  });

  it('names no organisation, person or path that somebody asked for', async () => {
    const parent = actor('parent', newTenant());
    const secretPath = `/api/no-such-thing/${newId()}`;
    await probe.request(notes.list, parent, {});
    const { bearer } = gateway.signedIn('parent');
    await gateway.fetch('GET', secretPath, { headers: bearer });
    await gateway.fetch('GET', `/api/care-requests/${newId()}`, { headers: bearer });
    const service = await scrape(probe.running().url);
    const http = await scrape(gateway.running().internalUrl!);
    for (const { text } of [service, http]) {
      expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/);
      expect(text).not.toContain('no-such-thing');
    }
    const routes = http.samples
      .filter(({ name }) => name === 'ouderportaal_http_requests_total')
      .map(({ labels }) => `${labels['route'] ?? ''} ${labels['status'] ?? ''}`);
    expect(routes).toContain('none 404');
    expect(routes).toContain('/api/care-requests/:requestId 200');
  });

  it('S37: is not there on the port that the world reaches', async () => {
    const { bearer } = gateway.signedIn('manager');
    for (const path of [
      '/metrics',
      '/metrics/',
      '/api/metrics',
      '//metrics',
      '/health/../metrics',
    ]) {
      const answer = await gateway.fetch('GET', path, { headers: bearer });
      expect({ path, status: answer.status }).toEqual({ path, status: 404 });
    }
    const internal = gateway.running().internalUrl!;
    expect((await fetch(`${internal}/metrics`)).status).toBe(200);
    expect((await fetch(`${internal}/health/ready`)).status).toBe(200);
    expect((await fetch(`${internal}/api/family`)).status).toBe(404);
  });

  it('is nowhere without a port of its own', async () => {
    const { internalUrl, url } = await gateway.another({ METRICS_PORT: '' });
    expect(internalUrl).toBeUndefined();
    expect((await fetch(`${url}/metrics`)).status).toBe(404);
  });

  it('has every metric and label that alerts and dashboard read', async () => {
    await probe.request(notes.list, actor('parent', newTenant()), {});
    await gateway.fetch('GET', '/health/live');
    const exposed = await Promise.all([
      scrape(probe.running().url),
      scrape(gateway.running().internalUrl!),
    ]);
    const samples = exposed.flatMap((one) => one.samples);
    const names = new Set(samples.map(({ name }) => name));
    const labels = new Set(samples.flatMap((one) => Object.keys(one.labels)));
    const expressions = [...(await alertExpressions()), ...(await dashboardExpressions())];
    expect(expressions.length).toBeGreaterThan(20);
    for (const expression of expressions) {
      const unknown = [
        ...metricsIn(expression).filter((name) => !names.has(name)),
        ...labelsIn(expression).filter((one) => !labels.has(one) && !ADDED_LABELS.includes(one)),
      ];
      expect({ expression, unknown }).toEqual({ expression, unknown: [] });
    }
  });
});

describe('Alerts', () => {
  it('are each explained in docs/operations.md', async () => {
    const text = await readFile('docs/operations.md', 'utf8');
    const missing = (await alerts()).filter(({ alert }) => !text.includes(`\`${alert}\``));
    expect(missing.map(({ alert }) => alert)).toEqual([]);
  });
});

interface Alert {
  alert: string;
  expr: string;
}

async function alerts(): Promise<Alert[]> {
  const file = await readFile('deploy/observability/alerts.yml', 'utf8');
  const { groups } = parse(file) as { groups: { rules: Alert[] }[] };
  return groups.flatMap(({ rules }) => rules);
}

async function alertExpressions(): Promise<string[]> {
  return (await alerts()).map(({ expr }) => expr);
}

async function dashboardExpressions(): Promise<string[]> {
  const file = await readFile('deploy/observability/dashboard.json', 'utf8');
  const { panels } = JSON.parse(file) as { panels: { targets: { expr: string }[] }[] };
  return panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
}
