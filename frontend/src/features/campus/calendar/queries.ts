import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';

/** A school year from August to August: at most 396 days, whole. */
export const calendarQuery = (year: number) =>
  queryOptions({
    queryKey: ['campus', 'calendar', year],
    queryFn: ({ signal }) => {
      const query = { from: `${year}-08-01`, to: `${year + 1}-08-31` };
      return read(api.GET('/api/v1/calendar', { params: { query }, signal }));
    },
  });
