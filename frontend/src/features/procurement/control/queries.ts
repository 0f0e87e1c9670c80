import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import type { ControlExceptionKind, operations } from '@/api/schema';
import { PURCHASES } from '../queries';

type Asked = NonNullable<operations['control_exception_list']['parameters']['query']>;

/** The filters of the list: the same in the URL. */
export interface ExceptionFilters {
  from?: NonNullable<Asked['from']>;
  to?: NonNullable<Asked['to']>;
  kind?: ControlExceptionKind;
}

export const exceptionsQuery = (filters: ExceptionFilters) =>
  queryOptions({
    queryKey: [...PURCHASES, 'exceptions', filters],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/control-exceptions', { params: { query: filters }, signal })),
  });
