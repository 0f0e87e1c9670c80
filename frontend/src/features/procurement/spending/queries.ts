import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import { PURCHASES } from '../queries';

export const spendingQuery = (year: number) =>
  queryOptions({
    queryKey: [...PURCHASES, 'spending', year],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/purchase-spending', { params: { query: { year } }, signal })),
  });
