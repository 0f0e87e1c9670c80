import type { LedgerExportBody } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { DetailFilters, LedgerDays } from './queries';

/** Whose ledger it is: a class by code and name, a place by its path, or what has no place. */
export function accountName(
  filters: DetailFilters,
  title: string | null | undefined,
): string | undefined {
  if (filters.category_code) {
    return title ? `${filters.category_code} ${title}` : filters.category_code;
  }
  return filters.place_id ? (title ?? undefined) : m.reports_nowhere();
}

/** Only the days of what a ledger is narrowed to. */
export function daysOf({ from, as_of }: DetailFilters): LedgerDays {
  return { from, as_of };
}

/** A ledger of these days as a file. */
export function exported(
  ledger: LedgerExportBody['ledger'],
  { from, as_of, category_code, place_id }: DetailFilters,
): LedgerExportBody {
  return {
    ledger,
    from: from ?? null,
    as_of: as_of ?? null,
    category_code: category_code ?? null,
    place_id: place_id ?? null,
  };
}

/** What the page shows, as a file. What has no place is a part of the ledger of all rooms. */
export function exportOf(filters: DetailFilters): LedgerExportBody {
  return exported(filters.category_code ? 'detail_by_class' : 'detail_by_room', filters);
}
