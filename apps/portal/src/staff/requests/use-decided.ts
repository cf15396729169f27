import { useCallback, useState } from 'react';
import { account } from '../../app/accounts.js';
import { readFromTab, writeToTab } from '../../app/tab-memory.js';
import type { Decided } from './queue.queries.js';

const NAME = 'decided';

/** What was decided in this tab and can still be taken back; it is there again after a reload. */
export function useDecided() {
  const personId = account()?.personId ?? '';
  const [decided, setDecided] = useState<readonly Decided[]>(() =>
    (readFromTab<Decided[]>(personId, NAME) ?? []).filter(({ until }) => until > Date.now()),
  );
  const change = useCallback(
    (to: (before: readonly Decided[]) => readonly Decided[]) =>
      setDecided((before) => {
        const after = to(before);
        writeToTab(personId, NAME, after);
        return after;
      }),
    [personId],
  );
  const add = useCallback((one: Decided) => change((before) => [...before, one]), [change]);
  const drop = useCallback(
    (over: Decided) => change((before) => before.filter((one) => one !== over)),
    [change],
  );
  return { decided, add, drop };
}
