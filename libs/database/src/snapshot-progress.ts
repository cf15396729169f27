import type { SnapshotPlace } from '@ouderportaal/bus/runtime';
import { type Prepared, prepared } from './prepared.js';

export interface Reached {
  producer: string;
  subjects: readonly string[];
  /** The producer's position before the first page. */
  asOf: number;
  /** Null after the last page. */
  next: SnapshotPlace | null;
  isPastFirst: boolean;
}

/** From now on everything of these events is known here. */
export function heardStatement(producer: string, subjects: readonly string[]): Prepared {
  return prepared(
    `insert into inbox_heard (producer, subject) select $1, unnest($2::text[])
     on conflict do nothing`,
    [producer, subjects],
  );
}

/**
 * How far a snapshot is. After its last page the events that follow its position are next, where the first
 * are gone; a listener that has been there goes on where it was, and what is older than its copies changes
 * nothing.
 */
export function snapshotStatements(reached: Reached): Prepared[] {
  const { producer, subjects, asOf, next, isPastFirst } = reached;
  if (next !== null) {
    return [
      prepared(
        `insert into inbox_snapshot (producer, subjects, as_of, next) values ($1, $2, $3, $4)
         on conflict (producer) do update set subjects = excluded.subjects, as_of = excluded.as_of,
           next = excluded.next`,
        [producer, subjects, asOf, JSON.stringify(next)],
      ),
    ];
  }
  const joined = prepared(
    `update inbox_watermark set position = $2, joined_at = $2
     where producer = $1 and position < $2`,
    [producer, asOf],
  );
  return [
    prepared('delete from inbox_snapshot where producer = $1', [producer]),
    heardStatement(producer, subjects),
    ...(isPastFirst ? [joined] : []),
  ];
}
