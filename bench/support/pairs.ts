import { median, spread } from './statistics.js';

/** Past this spread of the pairs a figure says more about the machine than about the code. */
export const WIDEST_SPREAD = 0.25;

export interface Paired {
  /** Medians of each side. */
  ours: number;
  baseline: number;
  /** Median of what `compare` made of each pair. */
  compared: number;
  spread: number;
}

interface Sides {
  pairs: number;
  ours: () => Promise<number>;
  baseline: () => Promise<number>;
  /** Ours ÷ baseline unless told. */
  compare?: (ours: number, baseline: number) => number;
}

/** Measures both sides by turns, so that what else the machine does falls on both. */
export async function interleave({ pairs, ours, baseline, compare }: Sides): Promise<Paired> {
  const all: { ours: number; baseline: number }[] = [];
  for (let at = 0; at < pairs; at += 1) {
    if (at % 2 === 0) {
      const first = await ours();
      all.push({ ours: first, baseline: await baseline() });
    } else {
      const first = await baseline();
      all.push({ baseline: first, ours: await ours() });
    }
  }
  const compared = all.map((pair) =>
    compare ? compare(pair.ours, pair.baseline) : pair.ours / pair.baseline,
  );
  return {
    ours: median(all.map((pair) => pair.ours)),
    baseline: median(all.map((pair) => pair.baseline)),
    compared: median(compared),
    spread: spread(compared),
  };
}
