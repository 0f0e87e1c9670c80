import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import type { TemplateView } from '@/api/schema';

/** A blank form in the editor: just sent, or kept already. */
export type Blank = { uploadId: string; name: string } | { template: TemplateView };

/** What the user says of a form instead of what was found. */
export interface Place {
  sheet?: string;
  head_row?: number;
}

export const templatesQuery = queryOptions({
  queryKey: ['registers', 'templates'],
  queryFn: async ({ signal }) =>
    (await read(api.GET('/api/v1/export-templates', { signal }))).items,
});

/** How a form is understood; every other sheet or row of heads is another question. */
export const proposalQuery = (blank: Blank, place: Place) =>
  queryOptions({
    queryKey: [
      'registers',
      'template-proposal',
      'template' in blank ? blank.template.id : blank.uploadId,
      place,
    ],
    queryFn: ({ signal }) =>
      'template' in blank
        ? read(
            api.GET('/api/v1/export-templates/{id}/proposal', {
              params: {
                path: { id: blank.template.id },
                query: { head_row: blank.template.head_row, ...place },
              },
              signal,
            }),
          )
        : read(
            api.GET('/api/v1/export-templates/proposal', {
              params: { query: { upload_id: blank.uploadId, ...place } },
              signal,
            }),
          ),
    staleTime: 600_000,
    retry: false,
  });
