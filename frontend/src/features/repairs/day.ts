import type { CaseRow } from '@/api/schema';

/** The worker's round: one building after the other, what burns first. */
export interface Group {
  name: string;
  rows: CaseRow[];
  /** The place without the building that stands in the heading. */
  placeOf: (row: CaseRow) => string;
}

const SEPARATOR = ' / ';

export function byBuilding(rows: readonly CaseRow[]): Group[] {
  const groups = new Map<string, CaseRow[]>();
  for (const row of byUrgency(rows)) {
    const name = buildingOf(row);
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  // A map keeps the order of first insertion: the building with the most urgent case comes first.
  return [...groups].map(([name, cases]) => ({
    name,
    rows: cases,
    placeOf: (row) =>
      row.location.path.startsWith(name + SEPARATOR)
        ? row.location.path.slice(name.length + SEPARATOR.length)
        : row.location.path,
  }));
}

function buildingOf({ location }: CaseRow): string {
  return location.path.split(SEPARATOR)[0] ?? location.path;
}

export function byUrgency(rows: readonly CaseRow[]): CaseRow[] {
  return [...rows].sort(urgency);
}

/** Danger, then late, then what only waits at the end; among equals the oldest first. */
function urgency(a: CaseRow, b: CaseRow): number {
  return rank(a) - rank(b) || a.priority - b.priority || a.reported_at.localeCompare(b.reported_at);
}

function rank({ danger, late, state }: CaseRow): number {
  if (danger) {
    return 0;
  }
  if (late) {
    return 1;
  }
  return state.startsWith('waiting_') || state === 'deferred' ? 3 : 2;
}
