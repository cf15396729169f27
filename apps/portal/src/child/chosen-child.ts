import { useState } from 'react';
import { account } from '../app/accounts.js';

export const ALL = 'all';
const keyOf = () => `child/${account()?.personId ?? ''}`;

/** Which child the switcher stands on; remembered on the device. All where that child is not there any more. */
export function useChosenChild(childIds: readonly string[]): [string, (childId: string) => void] {
  const [chosen, setChosen] = useState(() => localStorage.getItem(keyOf()) ?? ALL);
  return [
    childIds.includes(chosen) ? chosen : ALL,
    (childId) => {
      localStorage.setItem(keyOf(), childId);
      setChosen(childId);
    },
  ];
}
