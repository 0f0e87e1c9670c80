import { queryOptions } from '@tanstack/react-query';
import { api, ifMatch, read } from '@/api/client';
import type { PolicyView, SetPolicy } from '@/api/schema';

export const policiesQuery = queryOptions({
  queryKey: ['campus', 'policies'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/v1/policies', { signal }))).items,
});

export const retentionQuery = queryOptions({
  queryKey: ['campus', 'retention'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/v1/retention', { signal }))).items,
});

export const usageQuery = queryOptions({
  queryKey: ['files', 'usage'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/file-usage', { signal })),
});

export const policyHistoryQuery = (key: string) =>
  queryOptions({
    queryKey: ['campus', 'policies', 'history', key],
    queryFn: async ({ signal }) =>
      (await read(api.GET('/api/v1/policies/{key}/history', { params: { path: { key } }, signal })))
        .items,
  });

export function setPolicy(policy: PolicyView, body: SetPolicy) {
  const params = { path: { key: policy.key }, header: ifMatch(policy.version) };
  return read(api.PUT('/api/v1/policies/{key}', { params, body }));
}
