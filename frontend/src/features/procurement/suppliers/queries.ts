import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import { keysetOptions } from '@/api/keyset';
import type { SupplierStatus } from '@/api/schema';
import { PURCHASES } from '../queries';

/** The filters of the list: the same in the URL. */
export interface SupplierFilters {
  q?: string;
  status?: SupplierStatus;
  /** What somebody has to look after: licences that end or wait, or accounts that wait. */
  watch?: 'expiring' | 'licence' | 'account';
}

export const SUPPLIERS = [...PURCHASES, 'suppliers'] as const;

export const suppliersQuery = ({ watch, ...filters }: SupplierFilters) =>
  keysetOptions([...SUPPLIERS, 'list', filters, watch], (cursor, signal) => {
    const query = {
      ...filters,
      expiring: watch === 'expiring' || undefined,
      licence_waits: watch === 'licence' || undefined,
      bank_account_waits: watch === 'account' || undefined,
      cursor,
    };
    return read(api.GET('/api/v1/suppliers', { params: { query }, signal }));
  });

export const supplierQuery = (id: string) =>
  queryOptions({
    queryKey: [...SUPPLIERS, 'one', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/suppliers/{id}', { params: { path: { id } }, signal })),
    refetchOnWindowFocus: true,
  });

/** Where the browser gets the scan of a licence: it sends the session by itself. */
export function scanAddress(supplierId: string, id: string, size?: 320 | 1600): string {
  const path = `/api/v1/suppliers/${supplierId}/attachments/${id}/content`;
  return size ? `${path}?size=${size}` : path;
}
