import { expect, test } from 'vitest';
import { amountOf, balancesOf, dayOf, vouchersOf } from './pasted';

test('amounts and days are read as tables write them', () => {
  expect(['1,234.50', '¥ 1234.5', '１２', '12.345', ''].map(amountOf)).toEqual([
    '1234.50',
    '1234.5',
    null,
    null,
    null,
  ]);
  expect(['2026/9/1', '2026-12-31', '12-31'].map(dayOf)).toEqual([
    '2026-09-01',
    '2026-12-31',
    null,
  ]);
});

test('balances are a class, a value and perhaps what it lost', () => {
  expect(balancesOf('A02\t1,000.00\t40\n\nA05 7')).toEqual({
    rows: [
      { category_code: 'A02', original_value: '1000.00', accumulated_depreciation: '40' },
      { category_code: 'A05', original_value: '7', accumulated_depreciation: null },
    ],
    wrong: null,
  });
  expect(balancesOf('A02 1\nA05 abc').wrong).toBe(2);
});

test('vouchers keep their day and their words where there are any', () => {
  expect(vouchersOf('记-12\t2026/9/3\t4980\t购 投影仪\n记-13 50').rows).toEqual([
    { voucher_no: '记-12', posted_on: '2026-09-03', amount: '4980', summary: '购 投影仪' },
    { voucher_no: '记-13', posted_on: null, amount: '50', summary: null },
  ]);
});
