import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from '../../api/client.js';
import type { LocalDate } from '../../dates/dates.js';

export const occupancyOf = (groupId: string, from: LocalDate, until: LocalDate) =>
  queryOptions({
    queryKey: ['planning', 'occupancy', groupId, from],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/occupancy', { params: { query: { groupId, from, until } }, signal })),
  });
