import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, keyed, paged } from '../api/client.js';
import type { components } from '../api/schema.js';
import { addDays, firstOfMonth, lastOfMonth, type LocalDate, mondayOf } from '../dates/dates.js';

export type Calendar = components['schemas']['Calendar'];
export type CalendarEntry = components['schemas']['CalendarEntry'];
export type CareOptionDays = components['schemas']['CareOptionDays'];
export type CareOptions = components['schemas']['CareOptions'];
export type CareRequest = components['schemas']['CareRequest'];
export type NewCareRequest = components['schemas']['NewCareRequest'];
export type Booking = components['schemas']['Booking'];
export type BookingStatus = Booking['status'];

/** The days of a month, with those of other months that its weeks hold: at most 42. */
const weeksAround = (month: string) => ({
  from: mondayOf(firstOfMonth(month)),
  until: addDays(mondayOf(lastOfMonth(month)), 6),
});

export const calendarOf = (month: string) => {
  const { from, until } = weeksAround(month);
  return queryOptions({
    queryKey: ['planning', 'calendar', month],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/calendar', { params: { query: { from, until } }, signal })),
    meta: { isKept: true },
  });
};

/** On which days of the month something can be asked for, and how full it is (R91). */
export const dayOptionsOf = (month: string) =>
  queryOptions({
    queryKey: ['planning', 'day-options', month],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/care-options/range', { params: { query: weeksAround(month) }, signal })),
  });

export const optionsOf = (on: LocalDate) =>
  queryOptions({
    queryKey: ['planning', 'options', on],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/care-options', { params: { query: { on } }, signal })),
  });

/** What a request would be and cost; asks nothing while nothing is chosen. */
export const previewOf = (request: NewCareRequest) =>
  queryOptions({
    queryKey: ['preview', request],
    queryFn: ({ signal }) =>
      bodyOf(api.POST('/api/care-requests/preview', { body: request, signal })),
    enabled: request.bookings.length > 0,
    refetchInterval: false,
    gcTime: 60_000,
  });

export const submit = (request: NewCareRequest, key: string) =>
  bodyOf(api.POST('/api/care-requests', { body: request, params: keyed(key) }));

const ROWS_A_PAGE = 20;

export const requestsOf = (status?: BookingStatus) => ({
  queryKey: ['planning', 'requests', status ?? 'all'],
  queryFn: ({ pageParam, signal }: { pageParam: string | undefined; signal: AbortSignal }) =>
    bodyOf(
      api.GET('/api/care-requests', {
        params: {
          query: {
            limit: ROWS_A_PAGE,
            ...(status && { status }),
            ...(pageParam && { cursor: pageParam }),
          },
        },
        signal,
      }),
    ),
  ...paged,
  meta: { isKept: true },
});

export const requestOf = (requestId: string) =>
  queryOptions({
    queryKey: ['planning', 'request', requestId],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/care-requests/{requestId}', { params: { path: { requestId } }, signal }),
      ),
    meta: { isKept: true },
  });

/** Takes the whole period of the booking along (R125). */
export const cancel = (
  { requestId, bookingId }: Pick<Booking, 'requestId' | 'bookingId'>,
  key: string,
) =>
  bodyOf(
    api.POST('/api/care-requests/{requestId}/bookings/{bookingId}/cancel', {
      params: { path: { requestId, bookingId }, ...keyed(key) },
    }),
  );
