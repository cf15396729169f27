import { setTimeout as wait } from 'node:timers/promises';
import { httpRequest, Load, type Target } from '../support/load.js';
import { interleave, WIDEST_SPREAD } from '../support/pairs.js';
import { residentMegabytes } from '../support/processes.js';
import { calendars } from './http.js';
import type { Measure } from './measure.js';

const LOGINS = 50;

export const loginStorm: Measure = {
  id: 'P16',
  async run(bench) {
    const { load, pairs, seconds, world } = bench;
    const calm = calendars(bench);
    const storm = new Load();
    const requests = bench.logins.map((body) => httpRequest('POST', '/api/sessions', { body }));
    const logins: Target = { url: world.url, requests, status: 201, mayBeRefused: true };
    await load.run(calm, 4, 1);
    try {
      const paired = await interleave({
        pairs,
        ours: async () => {
          const going = storm.run(logins, LOGINS, seconds + 0.5);
          await wait(250);
          const { p99 } = await load.run(calm, 4, seconds);
          await going;
          return p99;
        },
        baseline: async () => (await load.run(calm, 4, seconds)).p99,
      });
      return [
        {
          id: 'P16',
          what: `Slowest hundredth of calendars while ${LOGINS} sign in at once ÷ without them`,
          unit: 'ms',
          ours: paired.ours,
          baseline: paired.baseline,
          ratio: paired.compared,
          goal: '≤ 2 ×',
          stretch: '–',
          met: paired.compared <= 2,
          valid: paired.spread <= WIDEST_SPREAD,
        },
      ];
    } finally {
      storm.stop();
    }
  },
};

export const startAndMemory: Measure = {
  id: 'P18',
  async run({ world }) {
    const slowest = world.processes.reduce((a, b) => (a.readyAfterMs > b.readyAfterMs ? a : b));
    const megabytes = world.processes.map(({ pid }) => residentMegabytes(pid));
    const all = world.processes.map(({ name }, at) => `${name} ${megabytes[at]?.toFixed(0) ?? ''}`);
    const total = megabytes.reduce((sum, one) => sum + one, 0);
    const seconds = slowest.readyAfterMs / 1000;
    return [
      {
        ...{ id: 'P18', what: `The slowest process to be ready: ${slowest.name}`, unit: 's' },
        ...{ ours: seconds, baseline: null, ratio: null, goal: '≤ 2 s', stretch: '–' },
        ...{ met: seconds <= 2, valid: true },
      },
      {
        ...{ id: 'P18', what: 'Memory of the six processes, idle after the import', unit: 'MB' },
        ...{ ours: total, baseline: null, ratio: null, goal: '≤ 760 MB', stretch: '–' },
        ...{ met: total <= 760, valid: !Number.isNaN(total), note: all.join(', ') },
      },
    ];
  },
};
