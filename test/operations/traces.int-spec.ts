import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { daysForTwo } from '../../dev/journey/find-days.js';
import { DemoPeople } from '../../dev/journey/people.js';
import { type ReceivedSpan, SpanReceiver } from './support/span-receiver.js';

const START_WITHIN_MS = 120_000;
const CLIENT_SPAN = '00f067aa0ba902b7';

describe('A trace', () => {
  const receiver = new SpanReceiver();
  let dataDir: string;
  let portal: ChildProcess;
  let url: string;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'ouderportaal-traces-'));
    portal = spawn(process.execPath, ['dist/dev/start/main.js'], {
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        OUDERPORTAAL_DATA: dataDir,
        OUDERPORTAAL_PORT: '3940',
        OTEL_EXPORTER_OTLP_ENDPOINT: await receiver.start(),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await said(portal, /The portal is ready/);
    const found = JSON.parse(await readFile(join(dataDir, 'portal.json'), 'utf8')) as {
      url: string;
    };
    url = found.url;
  }, START_WITHIN_MS);

  afterAll(async () => {
    if (portal.exitCode === null) {
      portal.kill('SIGTERM');
      await once(portal, 'exit');
    }
    receiver.stop();
    await rm(dataDir, { recursive: true, force: true });
  }, 60_000);

  it('connects a request over gateway, planning and messaging, down to SQL and events', async () => {
    const traceId = randomBytes(16).toString('hex');
    const people = await DemoPeople.of(url);
    const organisation = 'de-zevensprong';
    const [username = ''] = people.usernames(organisation, 'parent');
    const { api } = await people.signIn(organisation, username);
    const [day] = await daysForTwo(api, 1);
    const bookings = day?.wishes.map(({ childId, groupId, option }) => ({
      childId,
      groupId,
      productId: option.productId,
      on: day.on,
    }));
    const headers = { traceparent: `00-${traceId}-${CLIENT_SPAN}-01` };
    expect((await api.post('/care-requests', { bookings }, headers)).status).toBe(201);

    const spans = await spansOf(traceId, ['gateway', 'planning', 'messaging']);
    const ids = new Set([CLIENT_SPAN, ...spans.map(({ spanId }) => spanId)]);
    expect(spans.filter(({ parentSpanId }) => !ids.has(parentSpanId))).toEqual([]);

    const applied = spans.find(
      ({ service, name }) => service === 'messaging' && name.startsWith('apply planning.events.'),
    );
    const way = wayTo(applied, spans);
    expect(way.map(({ service, name }) => `${service}: ${name}`)).toEqual([
      'gateway: POST /api/care-requests',
      'gateway: ask planning.care-requests.submit',
      'planning: planning.care-requests.submit',
      'planning: write transaction',
      `messaging: ${applied?.name ?? ''}`,
    ]);
    expect(way[0]?.parentSpanId).toBe(CLIENT_SPAN);
    expect(Number(way[3]?.attributes['portal.statements'])).toBeGreaterThan(0);
    expect(JSON.stringify(spans)).not.toMatch(new RegExp(`${username}|select |insert `, 'i'));
  }, 60_000);

  async function spansOf(traceId: string, services: string[]): Promise<ReceivedSpan[]> {
    const givenUpAt = Date.now() + 20_000;
    for (;;) {
      const spans = receiver.of(traceId);
      if (services.every((name) => spans.some(({ service }) => service === name))) {
        if (spans.some(({ name }) => name.startsWith('POST '))) return spans;
      }
      if (Date.now() > givenUpAt) {
        throw new Error(`Only these: ${JSON.stringify(spans.map(({ name }) => name))}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
});

/** From the root down to a span. */
function wayTo(span: ReceivedSpan | undefined, spans: ReceivedSpan[]): ReceivedSpan[] {
  if (!span) return [];
  const parent = spans.find(({ spanId }) => spanId === span.parentSpanId);
  return [...wayTo(parent, spans), span];
}

/** Reads on after that: a process whose output nobody takes would stop. */
function said(child: ChildProcess, what: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk) => {
      text += String(chunk);
      if (what.test(text)) resolve();
    });
    child.once('exit', () => reject(new Error(`The portal did not start:\n${text}`)));
  });
}
