import { QueryClient } from '@tanstack/react-query';
import { isProblem } from '../api/problem.js';
import { isIdle } from './idle.js';

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: {
      /** Kept on the device, to be read without a network (K in the screens' list). */
      isKept?: boolean;
    };
  }
}

const FRESH_MS = 15_000;
/** As long as what is kept on the device may be read. */
export const KEPT_MS = 7 * 24 * 3_600_000;
const MOST_RETRIES = 2;

const mayPass = (failures: number, error: unknown): boolean =>
  failures < MOST_RETRIES && isProblem(error) && error.isPassing;

const pauseBefore = (failures: number): number => 500 * 3 ** failures;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: FRESH_MS,
      gcTime: KEPT_MS,
      // Without a network a question fails at once and the screen says so beside what it has.
      networkMode: 'always',
      retry: mayPass,
      retryDelay: pauseBefore,
      refetchInterval: () => (isIdle() ? false : 60_000),
      refetchOnWindowFocus: true,
      refetchOnReconnect: 'always',
    },
    mutations: { networkMode: 'always', retry: mayPass, retryDelay: pauseBefore },
  },
});
