import type { ImportChange, ImportOutcome } from '@ouderportaal/contracts';

import type { Message } from './messages.js';

export interface KindCounts {
  created: number;
  updated: number;
  removed: number;
}

/** How many changes of each kind are kept to be shown. */
const SHOWN_CHANGES = 50;

/** Adds up what the portal answers; keeps only the first changes, whatever the size of the import. */
export class Tally {
  readonly kinds = new Map<ImportChange['kind'], KindCounts>();
  readonly shown: ImportChange[] = [];
  /** All that has to be confirmed. */
  readonly careful: ImportChange[] = [];
  unchanged = 0;

  addOutcome({ own }: Pick<Message, 'own'>, { changes, unchanged }: ImportOutcome): void {
    if (own === undefined) {
      this.addChanges(changes);
      this.unchanged += unchanged;
      return;
    }
    const ownChanges = changes.filter(own.counts);
    this.addChanges(ownChanges);
    this.unchanged += Math.max(0, own.rows - ownChanges.length);
  }

  addChanges(changes: readonly ImportChange[]): void {
    for (const change of changes) {
      const counts = this.kinds.get(change.kind) ?? { created: 0, updated: 0, removed: 0 };
      this.kinds.set(change.kind, counts);
      if (counts.created + counts.updated + counts.removed < SHOWN_CHANGES) {
        this.shown.push(change);
      }
      counts[change.change]++;
      if (change.caution !== null) this.careful.push(change);
    }
  }

  addCreated(kind: ImportChange['kind'], numbers: Iterable<string>): void {
    for (const number of numbers) {
      this.addChanges([{ kind, number, change: 'created', fields: [], caution: null }]);
    }
  }

  total(change: keyof KindCounts): number {
    return this.kinds.values().reduce((sum, counts) => sum + counts[change], 0);
  }
}
