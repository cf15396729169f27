import { DomainError } from '@ouderportaal/contracts';
import { z } from 'zod';

/** Keyset of the last row of a page: an id, or several values by name, in the order of the list. */
type Position = string | Readonly<Record<string, string>>;

const BETWEEN = '~';

/** Decodes a cursor into the keyset to continue after; null for the first page. */
export function readCursor<P extends z.ZodType>(
  cursor: string | undefined,
  position: P,
): z.output<P> | null {
  if (cursor === undefined) return null;
  try {
    return position.parse(partsOf(cursor, position));
  } catch {
    throw new DomainError('invalid-input', {}, [
      { path: ['cursor'], message: 'Take the nextCursor of the previous page' },
    ]);
  }
}

/** A page of at most `limit` rows, made of one row more than fits where there is a next page. */
export function toPage<R>(
  rows: readonly R[],
  limit: number,
  positionOf: (last: R) => Position,
): { items: R[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return {
    items,
    nextCursor: hasMore ? textOf(positionOf(last)) : null,
  };
}

function textOf(position: Position): string {
  return typeof position === 'string' ? position : Object.values(position).join(BETWEEN);
}

function partsOf(cursor: string, position: z.ZodType): unknown {
  if (!(position instanceof z.ZodObject)) return cursor;
  const values = cursor.split(BETWEEN);
  return Object.fromEntries(Object.keys(position.shape).map((name, i) => [name, values[i]]));
}
