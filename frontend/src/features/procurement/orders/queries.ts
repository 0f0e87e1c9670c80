import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import { keysetOptions } from '@/api/keyset';
import type { operations } from '@/api/schema';
import { PURCHASES } from '../queries';

type Asked = NonNullable<operations['purchase_order_list']['parameters']['query']>;

/** The filters of the list: the same in the URL. */
export interface OrderFilters {
  view?: NonNullable<Asked['view']>;
  state?: string;
  q?: string;
}

export const orderView = (value: unknown): OrderFilters['view'] =>
  value === 'mine' || value === 'waiting_for_me' ? value : undefined;

const ORDERS = [...PURCHASES, 'orders'] as const;

export const ordersQuery = (filters: OrderFilters) =>
  keysetOptions([...ORDERS, 'list', filters], (cursor, signal) =>
    read(api.GET('/api/v1/purchase-orders', { params: { query: { ...filters, cursor } }, signal })),
  );

const one = (id: string, signal: AbortSignal) =>
  read(api.GET('/api/v1/purchase-orders/{id}', { params: { path: { id } }, signal }));

export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: [...ORDERS, 'one', id],
    queryFn: ({ signal }) => one(id, signal),
    // The other buyer confirms on his own phone meanwhile.
    refetchOnWindowFocus: true,
  });

/** All orders of a request with their lines, the oldest first. They are few, and what is still open of the request is told by them. */
export const ordersOfQuery = (request_id: string) =>
  queryOptions({
    queryKey: [...ORDERS, 'of', request_id],
    queryFn: async ({ signal }) => {
      const query = { request_id, limit: 50 };
      const { items } = await read(
        api.GET('/api/v1/purchase-orders', { params: { query }, signal }),
      );
      return Promise.all(items.reverse().map(({ id }) => one(id, signal)));
    },
    refetchOnWindowFocus: true,
  });

/** From which amount on two people buy; for those who may read the school's rules. */
export const twoBuyersFromQuery = queryOptions({
  // The same list as the page of the rules, so that a rule that is changed there is known here.
  queryKey: ['campus', 'policies'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/v1/policies', { signal }))).items,
  select: (policies) => {
    const value = policies.find(({ key }) => key === 'purchase.two_buyers_from')?.value;
    return typeof value === 'string' ? value : null;
  },
});
