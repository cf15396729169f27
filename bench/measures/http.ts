import { dayAhead } from '../../dev/journey/find-days.js';
import { httpRequest, type Target } from '../support/load.js';
import { interleave } from '../support/pairs.js';
import { newCareRequests, signIn } from '../support/parents.js';
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
    await readPathBeside(bench, '/calendar', 'in seven statements', [0.35, 0.45]),
    await readPathBeside(bench, '/calendar-in-one', 'in the same one statement', [0.28, 0.35]),
  ],
};

async function readPathBeside(
  bench: Bench,
  path: BarePath,
  how: string,
  [goal, stretch]: [number, number],
): Promise<Figure> {
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
    goal,
    stretch,
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
    // In an organisation's quiet weeks the days of a hundred families are not enough.
    const asking = await signIn(world, 2 * parents.length);
    const all = await newCareRequests(world, asking, warmUp + 2 * pairs * perSide);
    let used = 0;
    const next = (count: number): Target => ({
      url: world.url,
      requests: all.slice(used, (used += count)),
      status: 201,
      isOnce: true,
    });
    const id = parents[0]?.guardianId ?? '';
    const booking = { childId: id, groupId: id, productId: id, on: dayAhead(7) };
    const bare = (path: string): Target => ({
      url: bench.baseline.url,
      requests: [httpRequest('POST', path, { body: { bookings: [booking] } })],
      status: 201,
    });
    // A mail follows each request in its own time; it is no part of the answer.
    const messaging = world.processes.find(({ name }) => name === 'messaging');
    messaging?.hold();
    await load.run({ ...next(warmUp), isOnce: false, status: 201 }, 8, 0.1).catch(() => null);
    const beside = async (path: string, how: string, goal: number, stretch: number) => {
      const baseline = bare(path);
      await load.rate(baseline, CONNECTIONS, 1);
      const paired = await interleave({
        pairs,
        ours: () => load.rate(next(perSide), CONNECTIONS, seconds),
        baseline: () => load.rate(baseline, CONNECTIONS, seconds),
      });
      const what = `Submitting a care request, ${CONNECTIONS} connections ÷ bare ${how}`;
      return atLeast(paired, { id: 'P3', what, unit: 'requests/s', goal, stretch });
    };
    try {
      return [
        await beside('/care-requests', 'INSERTs of the same rows', 0.5, 0.7),
        await beside('/notes', 'INSERT of one row', 0.1, 0.1),
      ];
    } finally {
      messaging?.goOn();
    }
  },
};
