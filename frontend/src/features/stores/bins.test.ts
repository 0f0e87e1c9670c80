import { expect, test } from 'vitest';
import type { StockItemView, StockLot } from '@/api/schema';
import { binBody, lotsIn, storesOf } from './bins';

const lot = (id: string, store: string, version = 1): StockLot => ({
  id,
  store: { id: store, name: store },
  bin: null,
  received_on: '2026-11-20',
  expires_on: null,
  quantity: '5',
  version,
});

const lots = [lot('a', 'head'), lot('b', 'sports'), lot('c', 'head', 2)];
const item = { id: 'chalk', lots } as unknown as StockItemView;

test('what lies in several stores is chosen store by store', () => {
  expect(storesOf(lots).map(({ id }) => id)).toEqual(['head', 'sports']);
  expect(lotsIn(lots, 'head').map(({ id }) => id)).toEqual(['a', 'c']);
});

test('only ticked lots of the chosen store move, each as it was seen', () => {
  const values = { store_id: 'head', lots: ['b', 'c'], bin: ' 甲架 ' };
  expect(binBody(item, values)).toEqual({
    store_id: 'head',
    item_id: 'chalk',
    lots: [{ id: 'c', version: 2 }],
    bin: '甲架',
  });
});
