import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, ifMatch, read } from '@/api/client';
import type { FigureRows, SummaryWords } from '@/api/schema';

export const REPORTS = ['reports'] as const;

/** Which rows of a figure: of a part of it, in somebody's hands, in nobody's. */
export interface RowsFilter {
  part?: string;
  holder_id?: string;
  unheld?: boolean;
}

export const homeQuery = queryOptions({
  queryKey: [...REPORTS, 'home'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/school-home', { signal })),
});

export const summaryQuery = (termId: string) =>
  queryOptions({
    queryKey: [...REPORTS, 'summary', termId],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/term-summaries/{id}', { params: { path: { id: termId } }, signal })),
  });

type FetchRows = (cursor: string | undefined, signal: AbortSignal) => Promise<FigureRows>;

/** The first page also says what the figure is called and counts. */
function rowsOptions(key: readonly unknown[], fetchPage: FetchRows) {
  return infiniteQueryOptions({
    queryKey: [...REPORTS, 'rows', ...key],
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: FigureRows) => last.next_cursor ?? undefined,
  });
}

export const homeRowsQuery = (figure: string, filter: RowsFilter) =>
  rowsOptions(['home', figure, filter], (cursor, signal) => {
    const params = { path: { figure }, query: { ...filter, cursor } };
    return read(api.GET('/api/v1/school-home/figures/{figure}', { params, signal }));
  });

export const termRowsQuery = (termId: string, figure: string, filter: RowsFilter) =>
  rowsOptions([termId, figure, filter], (cursor, signal) => {
    const params = { path: { id: termId, figure }, query: { ...filter, cursor } };
    return read(api.GET('/api/v1/term-summaries/{id}/figures/{figure}', { params, signal }));
  });

export function writeSummary(termId: string, version: number, body: SummaryWords) {
  const params = { path: { id: termId }, header: ifMatch(version) };
  return read(api.PUT('/api/v1/term-summaries/{id}', { params, body }));
}

/** The summary as a Word document; that it was made is an event itself. */
export async function summaryFile(termId: string): Promise<Blob> {
  const params = { path: { id: termId } };
  const pending = api.POST('/api/v1/term-summaries/{id}/export', { params, parseAs: 'blob' });
  return (await read(pending)) as unknown as Blob;
}
