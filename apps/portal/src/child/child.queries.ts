import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.js';
import type { components } from '../api/schema.js';

export type Home = components['schemas']['Home'];

/** The first page in one question: who I am, my children, their next care and what waits. */
export const homeOf = () =>
  queryOptions({
    queryKey: ['planning', 'home'],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/home', { signal })),
    meta: { isKept: true },
  });
