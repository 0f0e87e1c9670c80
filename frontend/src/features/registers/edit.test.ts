import { expect, test } from 'vitest';
import { changeOf, editBody } from './edit';

test('only what is ticked changes; blank clears, unless it is needed', () => {
  expect(changeOf({})).toBeNull();
  expect(changeOf({ name: ' ' })).toBeNull();
  expect(changeOf({ brand: ' ', supplier: ' 华联 ' })).toEqual({ brand: null, supplier: '华联' });
});

test('named cards go before filters', () => {
  const change = { brand: null };
  expect(editBody({ ids: ['a'], filter: { q: 'x' } }, change)).toEqual({
    asset_ids: ['a'],
    change,
  });
  expect(editBody({ filter: { q: 'x' } }, change)).toEqual({ filter: { q: 'x' }, change });
});
