import { expect, test } from 'vitest';
import type { PettyPurchaseRow } from '@/api/schema';
import { grouped, sumOf } from './groups';

const bought = (shop: string, bought_on: string, total: string, id = total) =>
  ({ id, shop, shop_key: shop.replaceAll(' ', ''), bought_on, total }) as PettyPurchaseRow;

test('what one shop sold in one month stands together, the oldest first', () => {
  const groups = grouped([
    bought('东街建材', '2026-11-20', '12.00'),
    bought('校门口五金店', '2026-11-20', '45.00'),
    bought('东街建材', '2026-10-31', '30.00'),
    bought('东街建材', '2026-11-03', '0.10'),
  ]);
  expect(groups.map(({ month, shop, rows }) => [month, shop, rows.length])).toEqual([
    ['2026-10', '东街建材', 1],
    ['2026-11', '东街建材', 2],
    ['2026-11', '校门口五金店', 1],
  ]);
  expect(groups[1]?.rows.map(({ bought_on }) => bought_on)).toEqual(['2026-11-03', '2026-11-20']);
});

test('a shop is one however its name is written, and is called as it was written last', () => {
  const groups = grouped([
    bought('东街 建材', '2026-11-20', '9.00', '2'),
    bought('东街建材', '2026-11-20', '12.00', '1'),
    bought(' 东街建材', '2026-11-03', '0.10', '3'),
  ]);
  expect(groups.map(({ shop, rows }) => [shop, rows.map(({ id }) => id)])).toEqual([
    ['东街 建材', ['3', '1', '2']],
  ]);
});

test('money is added to the fen', () => {
  expect(sumOf([{ total: '0.10' }, { total: '0.20' }])).toBe('0.30');
  expect(sumOf([])).toBe('0.00');
});
