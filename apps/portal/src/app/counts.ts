import { useQuery } from '@tanstack/react-query';
import { queueOf } from '../staff/requests/queue.queries.js';
import type { Person } from './accounts.js';

/** How many cards wait for the staff who look; a full page counts as what it shows. */
export function useOpenCount(role: Person['role']): number {
  const { data } = useQuery({ ...queueOf(), enabled: role !== 'parent' });
  return data?.items.length ?? 0;
}
