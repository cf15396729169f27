import { DomainError } from '@ouderportaal/contracts';
import type { z } from 'zod';

/** Where a page begins, from what the previous page gave; null for the first page. */
export function readCursor<P extends z.ZodType>(
  cursor: string | undefined,
  position: P,
): z.output<P> | null {
  if (cursor === undefined) return null;
  try {
    const text = Buffer.from(cursor, 'base64url').toString('utf8');
    return position.parse(JSON.parse(text));
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
  positionOf: (last: R) => unknown,
): { items: R[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return {
    items,
    nextCursor: hasMore
      ? Buffer.from(JSON.stringify(positionOf(last))).toString('base64url')
      : null,
  };
}
