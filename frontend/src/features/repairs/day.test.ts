import { expect, test } from 'vitest';
import type { CaseRow } from '@/api/schema';
import { byBuilding } from './day';

function row(id: string, path: string, rest: Partial<CaseRow> = {}): CaseRow {
  return {
    id,
    location: { id, kind: 'room', name: id, path },
    danger: false,
    late: false,
    priority: 3,
    state: 'assigned',
    reported_at: `2026-09-0${id}T00:00:00Z`,
    ...rest,
  } as CaseRow;
}

test('buildings in the order of their most urgent case, danger before late before old', () => {
  const groups = byBuilding([
    row('1', 'East / 1F / 101'),
    row('2', 'West / 1F / 101', { late: true }),
    row('3', 'East / 2F / 203', { danger: true }),
    row('4', 'East / 2F / 204', { state: 'waiting_material' }),
  ]);
  expect(groups.map(({ name, rows }) => [name, rows.map(({ id }) => id)])).toEqual([
    ['East', ['3', '1', '4']],
    ['West', ['2']],
  ]);
  expect(groups[0]?.placeOf(row('3', 'East / 2F / 203'))).toBe('2F / 203');
});
