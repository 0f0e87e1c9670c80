import { expect, test } from 'vitest';
import type { RouteView } from '@/api/schema';
import { byCategory } from './repair-routes';

const wang = { id: 'w', name: '王师傅' };

function rule(id: string, category: string | null, building: string | null): RouteView {
  return {
    id,
    category: category as RouteView['category'],
    building: building ? { id: building, kind: 'building', name: building, path: building } : null,
    worker: wang,
    deputy: null,
    version: 1,
  };
}

test('every category has a line, the general rule apart from those of buildings', () => {
  const [all, lighting, lock] = byCategory(
    [rule('1', null, null), rule('2', 'lighting', 'B'), rule('3', 'lighting', 'A')],
    [
      { code: 'lighting', title: 'L' },
      { code: 'lock', title: 'K' },
    ],
    'All',
  );
  expect(all?.general?.id).toBe('1');
  expect(lighting?.general).toBeNull();
  expect(lighting?.buildings.map((r) => r.id)).toEqual(['3', '2']);
  expect(lock?.buildings).toEqual([]);
});
