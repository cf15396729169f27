import type { ImportChange } from '@ouderportaal/contracts';

import { formatError, type ImportError } from './import-error.js';
import type { KindCounts, Tally } from './tally.js';

/** What an import did, or would do. */
export interface ImportReport {
  /** Short name of the organisation; null when its folder could not be read. */
  readonly organisation: string | null;
  readonly dryRun: boolean;
  /** True when the portal now holds what the folder says. */
  readonly applied: boolean;
  readonly errors: readonly ImportError[];
  readonly created: number;
  readonly updated: number;
  readonly removed: number;
  readonly unchanged: number;
  readonly kinds: Readonly<Record<string, KindCounts>>;
  /** The first 50 changes of each kind. */
  readonly changes: readonly ImportChange[];
  /** Changes that take something away or let somebody do more, and that nobody confirmed yet. */
  readonly toConfirm: readonly ImportChange[];
  readonly notes: readonly string[];
}

export function reportOf(
  tally: Tally,
  rest: Pick<ImportReport, 'organisation' | 'dryRun' | 'applied' | 'errors'>,
): ImportReport {
  return {
    ...rest,
    created: tally.total('created'),
    updated: tally.total('updated'),
    removed: tally.total('removed'),
    unchanged: tally.unchanged,
    kinds: Object.fromEntries(tally.kinds),
    changes: tally.shown,
    toConfirm: rest.dryRun ? tally.careful : [],
    notes: [],
  };
}

/** The lines a person reads at the end. */
export function* reportLines(report: ImportReport): Generator<string> {
  yield* report.notes;
  if (report.dryRun) yield* changeLines(report);
  for (const error of report.errors) yield formatError(error);
  if (report.errors.length > 0) {
    const { length } = report.errors;
    yield `${length} ${length === 1 ? 'error' : 'errors'}; ${afterErrors(report)}.`;
    if (!report.dryRun || report.organisation === null) return;
  }
  yield* confirmationLines(report.toConfirm);
  if (!report.dryRun && report.toConfirm.length > 0) {
    yield 'Nothing was changed. Import again with --confirm-removals if all of this is meant.';
    return;
  }
  const { created, updated, removed, unchanged } = report;
  const counts = `created ${created}, updated ${updated}, removed ${removed}, unchanged ${unchanged}`;
  yield report.dryRun ? `Would be: ${counts}` : counts;
}

/** How many changes to be confirmed are shown to a person; JSON has them all. */
const SHOWN_TO_CONFIRM = 200;

/** What has to be confirmed, apart from everything else. */
export function* confirmationLines(changes: readonly ImportChange[]): Generator<string> {
  if (changes.length === 0) return;
  yield `To be confirmed (${changes.length}), because it takes something away or lets somebody do more:`;
  for (const { kind, number, change, fields, caution } of changes.slice(0, SHOWN_TO_CONFIRM)) {
    const which = fields.length === 0 ? change : `${change}: ${fields.join(', ')}`;
    yield `  ${caution === 'widens' ? 'lets do more' : 'takes away'}  ${kind} ${number} (${which})`;
  }
  const rest = changes.length - SHOWN_TO_CONFIRM;
  if (rest > 0) yield `  and ${rest} more (--json shows all)`;
}

/** The portal checks again while it applies; what it took before its last complaint stays. */
function afterErrors({ dryRun, created, updated, removed }: ImportReport): string {
  return dryRun || created + updated + removed === 0
    ? 'nothing was changed'
    : `recorded before that: created ${created}, updated ${updated}, removed ${removed}`;
}

function* changeLines({ changes, kinds }: ImportReport): Generator<string> {
  for (const [kind, { created, updated, removed }] of Object.entries(kinds)) {
    yield `${kind}: ${created} created, ${updated} updated, ${removed} removed`;
    const shown = changes.filter((change) => change.kind === kind);
    for (const { number, change, fields } of shown) {
      yield `  ${change} ${number}${fields.length === 0 ? '' : ` (${fields.join(', ')})`}`;
    }
    const rest = created + updated + removed - shown.length;
    if (rest > 0) yield `  and ${rest} more`;
  }
}
