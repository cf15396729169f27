import { beforeAll, describe, expect, it } from '@jest/globals';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { allContracts, identity, type Rpc } from '@ouderportaal/contracts';
import { z } from 'zod';
import type { Answer, Api } from '../../dev/journey/api.js';
import { eventually } from '../../dev/journey/transcript.js';
import { type SizedPortal, sizedPortal } from './growth/sized-portal.js';
import { runningPortal } from './support/portal.js';

const SIZES = [1, 10, 100];
/** What one screen may cost; the second request finds out whose session it is. */
const MOST_STATEMENTS = 4;
const MOST_REQUESTS = 2;
/** The gateway keeps who holds a session for five seconds, so whether it asks depends on the time that went by. */
const MOST_LOOK_UPS = 1;

interface List {
  ask(portal: SizedPortal): Promise<Answer>;
  /** What the list holds at most, where that is less than a hundred. */
  most?: number;
}

const list = (who: 'parent' | 'employee', pathOf: (portal: SizedPortal) => string, most?: number) =>
  ({ ask: (portal) => asked(portal[who], pathOf(portal)), most }) satisfies List;

/** Every operation that answers a list, and how it is asked for the rows of a portal. */
const LISTS: Record<string, List> = {
  'GET /organisations/:organisation': list('parent', ({ slug }) => `/organisations/${slug}`, 2),
  'GET /sessions': list('parent', () => '/sessions'),
  'GET /family': list('parent', () => '/family'),
  'GET /care-options': list('parent', ({ day }) => `/care-options?on=${day}`),
  'GET /care-options/range': list(
    'parent',
    ({ day, size }) => `/care-options/range?from=${day}&until=${lastOf(day, Math.min(size, 42))}`,
  ),
  'GET /care-requests': list('parent', () => '/care-requests?limit=100'),
  'GET /care-requests/:requestId': list('parent', (at) => `/care-requests/${at.requestId}`, 50),
  'GET /calendar': list('parent', ({ day }) => `/calendar?from=${day}&until=${day}`),
  'GET /mails': list('parent', () => '/mails?limit=100'),
  'GET /groups': list('employee', () => '/groups'),
  'GET /request-queue': list('employee', () => '/request-queue?limit=100'),
  'GET /occupancy': list(
    'employee',
    ({ groupId, day, size }) =>
      `/occupancy?groupId=${groupId}&from=${day}&until=${lastOf(day, Math.min(size, 31))}`,
    20,
  ),
};

/** The last of so many days from one on. */
function lastOf(day: string, days: number): string {
  return new Date(Date.parse(day) + (days - 1) * 86_400_000).toISOString().slice(0, 10);
}

/** The id under which the last list was asked for; the logs of the services name it. */
let requestId = '';

async function asked(api: Api, path: string): Promise<Answer> {
  const answer = await api.get(path);
  requestId = answer.headers.get('x-request-id') ?? 'none';
  return answer;
}

describe('a list', () => {
  const portals = new Map<number, SizedPortal>();

  beforeAll(async () => {
    for (const size of SIZES) portals.set(size, await sizedPortal(runningPortal(), size));
  }, 120_000);

  it('is each operation that can answer more than one thing', () => {
    expect(Object.keys(LISTS).sort()).toEqual(allContracts.filter(answersList).map(routeOf).sort());
  });

  it.each(Object.entries(LISTS))(
    '%s asks the bus and the database as often for a hundred rows as for one',
    async (_route, { ask, most = 100 }) => {
      const counted = [];
      for (const size of SIZES) {
        const portal = portals.get(size)!;
        const { status, body } = await ask(portal);
        expect(status).toBe(200);
        expect(longestIn(body)).toBeGreaterThanOrEqual(Math.min(size, most));
        const { lookUps, ...cost } = await costOf(requestId);
        expect(lookUps).toBeLessThanOrEqual(MOST_LOOK_UPS);
        expect(cost.requests + MOST_LOOK_UPS).toBeLessThanOrEqual(MOST_REQUESTS);
        expect(cost.statements).toBeLessThanOrEqual(MOST_STATEMENTS);
        counted.push(cost);
      }
      const [one] = counted;
      expect(counted).toEqual([one, one, one]);
    },
    30_000,
  );
});

function answersList({ route, output }: Rpc): boolean {
  return (
    route?.method === 'GET' &&
    JSON.stringify(z.toJSONSchema(output, { io: 'input' })).includes('"array"')
  );
}

const routeOf = ({ route }: Rpc) => `${route?.method} ${route?.path}`;

function longestIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const own = Array.isArray(value) ? value.length : 0;
  return Math.max(own, ...Object.values(value).map(longestIn));
}

interface Line {
  service: string;
  subject?: string;
  requestId?: string;
  statements?: number;
}

/** What a request asked of the services, by their logs; finding out whose session it is, apart. */
async function costOf(id: string) {
  const lines = await eventually('the services to log the request', async () => {
    const all = await linesOf(id);
    const isAnswered = all.some(({ service }) => service === 'gateway');
    return isAnswered && all.some(isWork) ? all : undefined;
  });
  const work = lines.filter(isWork);
  const statements = work.reduce((sum, line) => sum + (line.statements ?? 0), 0);
  return { requests: work.length, statements, lookUps: lines.filter(isLookUp).length };
}

const isLookUp = ({ subject }: Line) => subject === identity.sessions.resolve.subject;
const isWork = (line: Line) => line.service !== 'gateway' && !isLookUp(line);

async function linesOf(id: string): Promise<Line[]> {
  const { logDir } = runningPortal();
  const texts = await Promise.all(
    (await readdir(logDir)).map((file) => readFile(join(logDir, file), 'utf8')),
  );
  return texts
    .flatMap((text) => text.split('\n'))
    .filter((line) => line.includes(id))
    .map((line) => JSON.parse(line) as Line);
}
