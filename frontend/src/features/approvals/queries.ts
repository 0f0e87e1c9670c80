import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import { keysetOptions } from '@/api/keyset';
import type { operations } from '@/api/schema';

type Asked = NonNullable<operations['approval_list']['parameters']['query']>;

export type ApprovalScope = NonNullable<Asked['view']>;

export const APPROVALS = ['approvals'] as const;

export const approvalsQuery = (view: ApprovalScope) =>
  keysetOptions([...APPROVALS, 'list', view], (cursor, signal) =>
    read(api.GET('/api/v1/approvals', { params: { query: { view, cursor } }, signal })),
  );

export const approvalQuery = (id: string) =>
  queryOptions({
    queryKey: [...APPROVALS, 'one', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/approvals/{id}', { params: { path: { id } }, signal })),
    refetchOnWindowFocus: true,
  });

/** What can be looked up about one: its quotes, which others collect meanwhile, prices paid and asked before, papers. */
export const backgroundQuery = (id: string) =>
  queryOptions({
    queryKey: [...APPROVALS, 'background', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/approvals/{id}/background', { params: { path: { id } }, signal })),
    refetchOnWindowFocus: true,
  });
