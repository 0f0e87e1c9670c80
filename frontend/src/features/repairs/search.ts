import type { CaseFilters, CaseScope } from './queries';

const VIEWS: readonly CaseScope[] = [
  'all',
  'waiting_for_me',
  'assigned_to_me',
  'reported_by_me',
  'unassigned',
];

/** The list's filters from the URL, which people type and share: anything odd counts as absent. */
export function caseFilters(search: Record<string, unknown>): CaseFilters {
  return {
    view: VIEWS.find((view) => view === search.view),
    state: text(search.state),
    category: text(search.category),
    location_id: text(search.location_id),
    worker_id: text(search.worker_id),
    q: text(search.q),
    sort: search.sort === 'reported_at' ? 'reported_at' : undefined,
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number'
    ? String(value) || undefined
    : undefined;
}
