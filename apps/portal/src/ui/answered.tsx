import type { ReactNode } from 'react';
import { Loading } from './loading.js';
import { ProblemNotice } from './problem-notice.js';
import { type Asked, UpdatedAt } from './updated-at.js';

/**
 * What a question gave: the shape of it while it is under way, what went wrong in its place, or the answer
 * with the time it is from. What was kept stays while it is asked again.
 */
export function Answered<T>({
  asked,
  rows = 3,
  isDated = true,
  children,
}: {
  asked: Asked & { data: T | undefined };
  /** How many rows the shape has. */
  rows?: number;
  isDated?: boolean;
  children: (answer: T) => ReactNode;
}) {
  if (asked.data === undefined) {
    if (asked.error == null) return <Loading rows={rows} />;
    return <ProblemNotice error={asked.error} onAgain={() => asked.refetch()} />;
  }
  return (
    <>
      {children(asked.data)}
      {isDated && <UpdatedAt asked={asked} />}
    </>
  );
}
