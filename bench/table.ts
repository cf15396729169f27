import type { Figure } from './measures/measure.js';

const HEAD = ['', 'what', 'ours', 'baseline', 'ratio', 'goal', 'stretch', ''];

/** The figures for people. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = [HEAD, ...figures.map(rowOf)];
  const widths = HEAD.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function rowOf(figure: Figure): string[] {
  const { id, what, unit, ours, baseline, ratio, goal, stretch, note } = figure;
  return [
    id,
    what,
    `${rounded(ours)} ${unit}`,
    baseline === null ? '–' : rounded(baseline),
    ratio === null ? '–' : ratio.toFixed(2),
    goal,
    stretch,
    [verdictOf(figure), note].filter(Boolean).join('; '),
  ];
}

function verdictOf({ met, valid }: Figure): string {
  if (!valid) return `${met ? 'met' : 'missed'}, but the pairs lie too far apart: measure again`;
  return met ? 'met' : 'MISSED';
}

function rounded(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toFixed(2);
}
