import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.js';
import type { components } from '../api/schema.js';

export type Group = components['schemas']['Group'];

/** The groups that the reader works for. */
export const groupsOf = () =>
  queryOptions({
    queryKey: ['planning', 'groups'],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/groups', { signal })),
    staleTime: 3_600_000,
  });
