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

/** The list as CSV and a workbook with a manifest; that it was made is an event itself. */
export async function exceptionsFile(filter: ExceptionFilters): Promise<Blob> {
  const body = { filter };
  const pending = api.POST('/api/v1/control-exception-exports', { body, parseAs: 'blob' });
  return (await read(pending)) as unknown as Blob;
}

export const exceptionsQuery = (filters: ExceptionFilters) =>
  queryOptions({
    queryKey: [...PURCHASES, 'exceptions', filters],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/control-exceptions', { params: { query: filters }, signal })),
  });
