import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf, keyed } from '../../api/client.js';
import type { components } from '../../api/schema.js';

export type QueueItem = components['schemas']['QueueItem'];
export type Occupancy = components['schemas']['Occupancy'];

const ITEMS_A_PAGE = 50;

/** What waits in one of my groups, or in all of them, by care day. */
export const queueOf = (groupId?: string) =>
  queryOptions({
    queryKey: ['planning', 'queue', groupId ?? 'all'],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET('/api/request-queue', {
          params: { query: { limit: ITEMS_A_PAGE, ...(groupId && { groupId }) } },
          signal,
        }),
      ),
  });

export interface Judgement {
  item: QueueItem;
  outcome: 'approved' | 'rejected';
  reason: string;
}

/** What was decided, and until when it can be taken back. */
export interface Decided {
  requestId: string;
  bookingIds: string[];
  sentence: string;
  /** In milliseconds of this device's clock; in the past when it cannot be. */
  until: number;
}

/** Lets it wait again. */
export const takeBack = ({ requestId, bookingIds }: Decided, key: string) =>
  bodyOf(
    api.POST('/api/care-requests/{requestId}/decisions/take-back', {
      params: { path: { requestId }, ...keyed(key) },
      body: { bookingIds },
    }),
  );

/** Decides everything that is judged together at once. */
export const decide = ({ item, outcome, reason }: Judgement, key: string) =>
  bodyOf(
    api.POST('/api/care-requests/{requestId}/decisions', {
      params: { path: { requestId: item.requestId }, ...keyed(key) },
      body: {
        decisions: item.bookings.map(({ booking: { bookingId } }) =>
          outcome === 'approved' ? { bookingId, outcome } : { bookingId, outcome, reason },
        ),
      },
    }),
  );
