import { expect, test } from 'vitest';
import { changeOf, editBody, NOTHING } from './edit-many';

test('only what is ticked changes; blank clears, unless it is needed', () => {
  expect(changeOf([], NOTHING)).toBeNull();
  expect(changeOf(['name'], { ...NOTHING, name: ' ' })).toBeNull();
  expect(changeOf(['brand', 'supplier'], { ...NOTHING, supplier: ' 华联 ' })).toEqual({
    brand: null,
    supplier: '华联',
  });
});

test('papers and funds are details; a life is a number', () => {
  const values = { ...NOTHING, fund_source: '公用经费', life_months: '60' };
  expect(changeOf(['unit', 'fund_source', 'life_months'], { ...values, unit: '台' })).toEqual({
    unit: '台',
    details: { fund_source: '公用经费', life_months: 60 },
  });
});

test('what each thing has of its own cannot be ticked', () => {
  expect(changeOf(['serial_no', 'official_no'], { serial_no: '1', official_no: '2' })).toBeNull();
});

test('named cards go before filters', () => {
  const change = { brand: null };
  expect(editBody({ ids: ['a'], filter: { q: 'x' } }, change)).toEqual({
    asset_ids: ['a'],
    change,
  });
  expect(editBody({ filter: { q: 'x', voided: 'true' } }, change)).toEqual({
    filter: { q: 'x', voided: true },
    change,
  });
});
