import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, ifMatch, read } from '@/api/client';
import { keysetOptions } from '@/api/keyset';
import type {
  DepreciationSchedule,
  DetailEntry,
  DetailLedger,
  FigureRows,
  ScheduleLine,
  SummaryWords,
} from '@/api/schema';

/** Everything that is read of the ledgers. */
const LEDGERS = ['reports', 'ledgers'] as const;

/** Of which days. */
export interface LedgerDays {
  from?: string | undefined;
  as_of?: string | undefined;
}

/** Of which class or place; of neither: of what has no place. */
export interface DetailFilters extends LedgerDays {
  category_code?: string | undefined;
  place_id?: string | undefined;
}

export const generalQuery = (query: LedgerDays) =>
  queryOptions({
    queryKey: [...LEDGERS, 'general', query],
    queryFn: ({ signal }) => read(api.GET('/api/v1/general-ledger', { params: { query }, signal })),
  });

export const roomsQuery = (query: LedgerDays) =>
  queryOptions({
    queryKey: [...LEDGERS, 'rooms', query],
    queryFn: ({ signal }) => read(api.GET('/api/v1/room-ledger', { params: { query }, signal })),
  });

export const tiesQuery = (query: LedgerDays) =>
  queryOptions({
    queryKey: [...LEDGERS, 'ties', query],
    queryFn: ({ signal }) => read(api.GET('/api/v1/ledger-ties', { params: { query }, signal })),
  });

/** A page tells its head and what was brought forward beside its entries. */
export const detailQuery = (filters: DetailFilters) =>
  infiniteQueryOptions({
    queryKey: [...LEDGERS, 'detail', filters],
    queryFn: ({ pageParam, signal }) => detailPage(filters, pageParam, 100, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: DetailLedger) => last.next_cursor ?? undefined,
  });

/** Most lines that are put on paper at once: forty sheets. What is longer leaves as a file. */
export const MOST_ON_PAPER = 1000;

/** The ledger for the printer, and whether it is all of it. */
export const detailPaperQuery = (filters: DetailFilters) =>
  queryOptions({
    queryKey: [...LEDGERS, 'detail', filters, 'paper'],
    queryFn: async ({ signal }) => {
      const first = await detailPage(filters, undefined, 200, signal);
      const entries: DetailEntry[] = [...first.items];
      let cursor = first.next_cursor ?? undefined;
      while (cursor && entries.length < MOST_ON_PAPER) {
        const page = await detailPage(filters, cursor, 200, signal);
        entries.push(...page.items);
        cursor = page.next_cursor ?? undefined;
      }
      return { ledger: first, entries, whole: cursor === undefined };
    },
  });

function detailPage(
  filters: DetailFilters,
  cursor: string | undefined,
  limit: number,
  signal: AbortSignal,
): Promise<DetailLedger> {
  const query = { ...filters, cursor, limit };
  return read(api.GET('/api/v1/detail-ledger', { params: { query }, signal }));
}

/** A page of E4; the first one says what all cards come to. */
export const scheduleQuery = (days: LedgerDays) =>
  infiniteQueryOptions({
    queryKey: [...LEDGERS, 'schedule', days],
    queryFn: ({ pageParam, signal }) => schedulePage(days, pageParam, 100, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: DepreciationSchedule) => last.next_cursor ?? undefined,
  });

/** E4 for the printer, and whether it is all of it. */
export const schedulePaperQuery = (days: LedgerDays) =>
  queryOptions({
    queryKey: [...LEDGERS, 'schedule', days, 'paper'],
    queryFn: async ({ signal }) => {
      const first = await schedulePage(days, undefined, 200, signal);
      const lines: ScheduleLine[] = [...first.items];
      let cursor = first.next_cursor ?? undefined;
      while (cursor && lines.length < MOST_ON_PAPER) {
        const page = await schedulePage(days, cursor, 200, signal);
        lines.push(...page.items);
        cursor = page.next_cursor ?? undefined;
      }
      return { schedule: first, lines, whole: cursor === undefined };
    },
  });

function schedulePage(
  days: LedgerDays,
  cursor: string | undefined,
  limit: number,
  signal: AbortSignal,
): Promise<DepreciationSchedule> {
  const query = { ...days, cursor, limit };
  return read(api.GET('/api/v1/depreciation-schedule', { params: { query }, signal }));
}

export const ledgerCardQuery = (id: string, query: LedgerDays) =>
  queryOptions({
    queryKey: [...LEDGERS, 'card', id, query],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/ledger-cards/{id}', { params: { path: { id }, query }, signal })),
  });

/** The card of the register itself: what it says of itself, for the paper. */
export const registerCardQuery = (id: string) =>
  queryOptions({
    queryKey: [...LEDGERS, 'register-card', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/assets/{id}', { params: { path: { id } }, signal })),
  });

/** What was changed of it, by whom. */
export const cardTimelineQuery = (id: string) =>
  queryOptions({
    queryKey: [...LEDGERS, 'register-card', id, 'timeline'],
    queryFn: async ({ signal }) =>
      (await read(api.GET('/api/v1/assets/{id}/timeline', { params: { path: { id } }, signal })))
        .items,
  });

export const EXPORTS = [...LEDGERS, 'exports'] as const;

export const exportsQuery = keysetOptions(EXPORTS, (cursor, signal) =>
  read(api.GET('/api/v1/ledger-exports', { params: { query: { cursor, limit: 20 } }, signal })),
);

export const RECONCILIATIONS = [...LEDGERS, 'reconciliations'] as const;

export const reconciliationsQuery = keysetOptions(RECONCILIATIONS, (cursor, signal) =>
  read(api.GET('/api/v1/ledger-reconciliations', { params: { query: { cursor } }, signal })),
);

export const reconciliationQuery = (id: string) =>
  queryOptions({
    queryKey: [...RECONCILIATIONS, id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/ledger-reconciliations/{id}', { params: { path: { id } }, signal })),
  });

const REPORTS = ['reports'] as const;

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
