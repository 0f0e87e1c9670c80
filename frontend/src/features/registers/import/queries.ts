import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import type { ImportFile, ImportOptions } from '@/api/schema';

export const START: ImportOptions = {
  mode: 'add',
  quantity: 'keep',
  locations: 'create',
  people: 'create',
  departments: 'create',
  columns: {},
  skip_sheets: [],
  categories: {},
};

export const planQuery = (file: ImportFile) =>
  queryOptions({
    queryKey: ['registers', 'import-plan', file],
    queryFn: ({ signal }) => read(api.POST('/api/v1/imports/dry-run', { body: file, signal })),
    gcTime: 60_000,
  });

export const comparisonQuery = (file: ImportFile) =>
  queryOptions({
    queryKey: ['registers', 'comparison', file],
    queryFn: ({ signal }) => read(api.POST('/api/v1/imports/comparisons', { body: file, signal })),
    // Long enough to look at; cards change.
    staleTime: 600_000,
    gcTime: 60_000,
  });

export const mappingsQuery = queryOptions({
  queryKey: ['registers', 'import-mappings'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/v1/import-mappings', { signal }))).items,
});

/** How far the import is; null when none is running. */
export const progressQuery = (upload_id: string) =>
  queryOptions({
    queryKey: ['registers', 'import-progress', upload_id],
    queryFn: async ({ signal }) => {
      const params = { query: { upload_id } };
      const answer = await read(api.GET('/api/v1/imports/progress', { params, signal }));
      return answer.progress ?? null;
    },
    staleTime: 0,
    gcTime: 0,
  });

/** The import that took this very file, when there is one that was not undone. */
export const importOfQuery = (sha256: string) =>
  queryOptions({
    queryKey: ['registers', 'imports', 'of', sha256],
    queryFn: async ({ signal }) => {
      const params = { query: { file_sha256: sha256, limit: 100 } };
      const { items } = await read(api.GET('/api/v1/imports', { params, signal }));
      return items.find((one) => !one.undone_at) ?? null;
    },
  });

/** The browser gets these by itself: it sends the session. */
export const TEMPLATE_URL = '/api/v1/imports/template';

export function annotatedUrl(file: ImportFile): string {
  const query = new URLSearchParams({ upload_id: file.upload_id });
  if (file.mapping_id) {
    query.set('mapping_id', file.mapping_id);
  }
  query.set('options', JSON.stringify(file.options));
  return `/api/v1/imports/annotated?${query}`;
}
