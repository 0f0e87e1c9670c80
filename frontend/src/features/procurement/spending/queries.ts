import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import { PURCHASES } from '../queries';

/** A year as a workbook; that it was made is an event itself. */
export async function spendingFile(year: number): Promise<Blob> {
  const body = { filter: { year } };
  const pending = api.POST('/api/v1/purchase-spending-exports', { body, parseAs: 'blob' });
  return (await read(pending)) as unknown as Blob;
}

export const spendingQuery = (year: number) =>
  queryOptions({
    queryKey: [...PURCHASES, 'spending', year],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/purchase-spending', { params: { query: { year } }, signal })),
  });
