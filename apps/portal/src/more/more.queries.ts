import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, keyed, paged } from '../api/client.js';
import type { components } from '../api/schema.js';

export type Mail = components['schemas']['MailSummary'];

export const sessionsOf = () =>
  queryOptions({
    queryKey: ['identity', 'sessions'],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/sessions', { signal })),
  });

export const endSession = (sessionId: string, key: string) =>
  bodyOf(
    api.DELETE('/api/sessions/{sessionId}', { params: { path: { sessionId }, ...keyed(key) } }),
  );

export const logOut = (key: string) =>
  bodyOf(api.DELETE('/api/sessions/current', { params: keyed(key) }));

export const logOutEverywhere = (key: string) =>
  bodyOf(api.DELETE('/api/sessions', { params: keyed(key) }));

const MAILS_A_PAGE = 20;

export const mailsOf = () => ({
  queryKey: ['messaging', 'mails'],
  queryFn: ({ pageParam, signal }: { pageParam: string | undefined; signal: AbortSignal }) =>
    bodyOf(
      api.GET('/api/mails', {
        params: { query: { limit: MAILS_A_PAGE, ...(pageParam && { cursor: pageParam }) } },
        signal,
      }),
    ),
  ...paged,
  meta: { isKept: true },
});

export const mailOf = (mailId: string) =>
  queryOptions({
    queryKey: ['messaging', 'mail', mailId],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/mails/{mailId}', { params: { path: { mailId } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: false,
    meta: { isKept: true },
  });
