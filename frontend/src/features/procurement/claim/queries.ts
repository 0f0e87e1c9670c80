import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import { PURCHASES } from '../queries';

export const packetQuery = (id: string) =>
  queryOptions({
    queryKey: [...PURCHASES, 'claim-packet', id],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/purchase-requests/{id}/claim-packet', {
          params: { path: { id } },
          signal,
        }),
      ),
    refetchOnWindowFocus: true,
  });

export const packetOrderQuery = (id: string) =>
  queryOptions({
    queryKey: [...PURCHASES, 'claim-packet', 'order', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/purchase-orders/{id}', { params: { path: { id } }, signal })),
  });

export const packetReceiptQuery = (id: string) =>
  queryOptions({
    queryKey: [...PURCHASES, 'claim-packet', 'receipt', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/goods-receipts/{id}', { params: { path: { id } }, signal })),
  });
