import type { Login } from '../support/families.js';
import type { Lab } from '../support/lab.js';
import type { Load } from '../support/load.js';
import { WIDEST_SPREAD, type Paired } from '../support/pairs.js';
import type { Parent } from '../support/parents.js';
import type { Baseline } from '../support/processes.js';
import type { World } from '../support/world.js';

/** One line of the answer. */
export interface Figure {
  id: string;
  what: string;
  /** What ours and the baseline are counted in. */
  unit: string;
  ours: number;
  baseline: number | null;
  /** Ours ÷ baseline, the median of the pairs; null where the figure stands by itself. */
  ratio: number | null;
  goal: string;
  stretch: string;
  met: boolean;
  /** False when the pairs lie too far apart to say anything: measure again on a quieter machine. */
  valid: boolean;
  note?: string;
}

/** What a measure may use. */
export interface Bench {
  world: World;
  baseline: Baseline;
  lab: Lab;
  load: Load;
  parents: readonly Parent[];
  logins: readonly Login[];
  pairs: number;
  /** How long each side of a pair is measured. */
  seconds: number;
  log: (line: string) => void;
}

export interface Measure {
  id: string;
  run(bench: Bench): Promise<Figure[]>;
}

interface AtLeast {
  id: string;
  what: string;
  unit: string;
  goal: number;
  stretch: number;
  note?: string;
}

/** The figure of a ratio that should be at least so much. */
export function atLeast(paired: Paired, { goal, stretch, ...rest }: AtLeast): Figure {
  return {
    ...rest,
    ours: paired.ours,
    baseline: paired.baseline,
    ratio: paired.compared,
    goal: `≥ ${goal} ×`,
    stretch: `≥ ${stretch} ×`,
    met: paired.compared >= goal,
    valid: paired.spread <= WIDEST_SPREAD,
  };
}
