import { api, read } from '@/api/client';
import { keysetOptions } from '@/api/keyset';
import { dayStart } from './school-day';

export interface AuditFilters {
  actor_id?: string;
  action?: string;
  subject_id?: string;
  /** Civil dates, both included. */
  from?: string;
  to?: string;
}

export const auditQuery = ({ from, to, ...filters }: AuditFilters, timeZone: string) =>
  keysetOptions(['audit', 'events', { ...filters, from, to, timeZone }], (cursor, signal) =>
    read(
      api.GET('/api/v1/audit-events', {
        params: {
          query: {
            ...filters,
            from: from && dayStart(from, 0, timeZone),
            to: to && dayStart(to, 1, timeZone),
            cursor,
            limit: 100,
          },
        },
        signal,
      }),
    ),
  );
