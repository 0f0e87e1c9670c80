import { expect, test } from 'vitest';
import type { QuoteSheetView, QuoteView } from '@/api/schema';
import { beyondTotal, complete, inRows, reasonsFor } from './sheet';

const quote = (total: string | null, more: Partial<QuoteView> = {}) =>
  ({ total, lowest: false, channel: 'phone', ...more }) as QuoteView;

const sheet = (quotes: QuoteView[], more: Partial<QuoteSheetView['need']> = {}) =>
  ({
    quotes,
    request: { total: '2900.00' },
    need: { quotes: 3, exempt_price_lists: true, exempt_e_mall: false, ...more },
  }) as QuoteSheetView;

test('a reason is asked where it is not the lowest, and where fewer than needed are complete', () => {
  const lowest = quote('2800.00', { lowest: true });
  const dearer = quote('2900.00');
  const three = sheet([lowest, dearer, quote('2850.00')]);
  expect(reasonsFor(three, lowest)).toEqual({ notLowest: false, singleSource: false });
  expect(reasonsFor(three, dearer)).toEqual({ notLowest: true, singleSource: false });
  const half = sheet([lowest, dearer, quote(null)]);
  expect(complete(half.quotes)).toHaveLength(2);
  expect(reasonsFor(half, lowest)).toEqual({ notLowest: false, singleSource: true });
});

test('a price list needs no others while the school says so', () => {
  const list = quote('2800.00', { lowest: true, channel: 'price_list' });
  const mall = quote('2800.00', { lowest: true, channel: 'e_mall' });
  expect(reasonsFor(sheet([list]), list).singleSource).toBe(false);
  expect(reasonsFor(sheet([list], { exempt_price_lists: false }), list).singleSource).toBe(true);
  expect(reasonsFor(sheet([mall]), mall).singleSource).toBe(true);
});

test('what is asked for is exact to the fen', () => {
  expect(beyondTotal(sheet([]), quote('2900.00'))).toBe(false);
  expect(beyondTotal(sheet([]), quote('2900.01'))).toBe(true);
  expect(beyondTotal(sheet([]), quote(null))).toBe(false);
});

test('suppliers beyond the width of the paper follow below', () => {
  expect(inRows([1, 2, 3, 4], 3)).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(inRows([], 3)).toEqual([]);
});
