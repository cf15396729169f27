import { dayAhead } from '../../dev/journey/find-days.js';
import { httpRequest, type Target } from '../support/load.js';
import { interleave } from '../support/pairs.js';
import { newCareRequests } from '../support/parents.js';
import { atLeast, type Bench, type Figure, type Measure } from './measure.js';

const CONNECTIONS = 32;
/** Seconds in which requests for care are submitted: there are only so many days to ask for. */
const LONGEST_SIDE = 2;

/** A month of the calendar, asked for by many parents in turn. */
export function calendars({ world, parents }: Bench): Target {
  const month = `from=${dayAhead(0)}&until=${dayAhead(30)}`;
  const requests = parents.map(({ token }) =>
    httpRequest('GET', `/api/calendar?${month}`, { token }),
  );
  return { url: world.url, requests };
}

type BarePath = '/calendar' | '/calendar-in-one';

/** The same parents' rows from the baseline. */
function bareCalendars({ baseline, parents }: Bench, path: BarePath): Target {
  const month = `from=${dayAhead(0)}&until=${dayAhead(30)}`;
  const requests = parents.map(({ tenantId, guardianId }) =>
    httpRequest('GET', `${path}?tenant=${tenantId}&guardian=${guardianId}&${month}`),
  );
  return { url: baseline.url, requests };
}

export const readPath: Measure = {
  id: 'P1',
  run: async (bench) => [
    await readPathBeside(bench, '/calendar', 'in seven statements'),
    await readPathBeside(bench, '/calendar-in-one', 'in the same one statement'),
  ],
};

async function readPathBeside(bench: Bench, path: BarePath, how: string): Promise<Figure> {
  const { load, pairs, seconds } = bench;
  const [ours, baseline] = [calendars(bench), bareCalendars(bench, path)];
  await load.rate(ours, CONNECTIONS, 3);
  await load.rate(baseline, CONNECTIONS, 2);
  const paired = await interleave({
    pairs,
    ours: () => load.rate(ours, CONNECTIONS, seconds),
    baseline: () => load.rate(baseline, CONNECTIONS, seconds),
  });
  return atLeast(paired, {
    id: 'P1',
    what: `Calendar of a month, ${CONNECTIONS} connections ÷ bare rows ${how}`,
    unit: 'requests/s',
    goal: 0.35,
    stretch: 0.45,
  });
}

export const addedLatency: Measure = {
  id: 'P2',
  async run(bench) {
    const { load, pairs, seconds } = bench;
    const [ours, baseline] = [calendars(bench), bareCalendars(bench, '/calendar-in-one')];
    await load.rate(ours, 1, 2);
    await load.rate(baseline, 1, 1);
    const paired = await interleave({
      pairs,
      ours: async () => (await load.run(ours, 1, seconds)).p50,
      baseline: async () => (await load.run(baseline, 1, seconds)).p50,
      compare: (a, b) => a - b,
    });
    const figure = atLeast(paired, {
      id: 'P2',
      what: 'What the portal adds to the median answer, one connection',
      unit: 'ms',
      goal: 0,
      stretch: 0,
      note: `adds ${paired.compared.toFixed(2)} ms`,
    });
    const met = paired.compared <= 2;
    const ratio = paired.ours / paired.baseline;
    return [{ ...figure, ratio, goal: '≤ +2 ms', stretch: '≤ +1.2 ms', met }];
  },
};

export const writePath: Measure = {
  id: 'P3',
  async run(bench) {
    const { world, parents, load, pairs, log } = bench;
    const seconds = Math.min(bench.seconds, LONGEST_SIDE);
    const warmUp = 150;
    log('Looking for days that can be asked for');
    const perSide = Math.ceil(seconds * 450);
    const all = await newCareRequests(world, parents, warmUp + pairs * perSide);
    let used = 0;
    const next = (count: number): Target => ({
      url: world.url,
      requests: all.slice(used, (used += count)),
      status: 201,
      isOnce: true,
    });
    const note = { body: { bookings: [parents[0]], on: dayAhead(7) } };
    const baseline: Target = {
      url: bench.baseline.url,
      requests: [httpRequest('POST', '/notes', note)],
      status: 201,
    };
    // A mail follows each request in its own time; it is no part of the answer.
    const messaging = world.processes.find(({ name }) => name === 'messaging');
    messaging?.hold();
    await load.run({ ...next(warmUp), isOnce: false, status: 201 }, 8, 0.1).catch(() => null);
    await load.rate(baseline, CONNECTIONS, 1);
    const paired = await interleave({
      pairs,
      ours: () => load.rate(next(perSide), CONNECTIONS, seconds),
      baseline: () => load.rate(baseline, CONNECTIONS, seconds),
    }).finally(() => messaging?.goOn());
    return [
      atLeast(paired, {
        id: 'P3',
        what: `Submitting a care request, ${CONNECTIONS} connections ÷ bare INSERT of one row`,
        unit: 'requests/s',
        goal: 0.3,
        stretch: 0.45,
      }),
    ];
  },
};
