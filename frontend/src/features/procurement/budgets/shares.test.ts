import { expect, test } from 'vitest';
import type { BudgetRow } from '@/api/schema';
import { shares } from './shares';

const budget = (figures: Partial<BudgetRow>): BudgetRow => ({
  id: 'b',
  year: 2026,
  fund: 'public',
  fund_title: '公用经费',
  allotted: '100.00',
  reserved: '0.00',
  committed: '0.00',
  spent: '0.00',
  used: '0.00',
  balance: null,
  over: false,
  events: 1,
  ...figures,
});

test('what is used lies one after the other, and the rest is what is left', () => {
  const bar = shares(
    budget({ spent: '25.00', committed: '10.00', reserved: '5.00', used: '40.00' }),
  );
  expect(bar.parts).toEqual([
    { kind: 'spent', from: 0, width: 25 },
    { kind: 'committed', from: 25, width: 10 },
    { kind: 'reserved', from: 35, width: 5 },
  ]);
  expect(bar.allotted).toBe(100);
});

test('what is overspent fills the bar, and shows where the budget ended', () => {
  const bar = shares(budget({ spent: '200.00', used: '200.00' }));
  expect(bar).toEqual({ parts: [{ kind: 'spent', from: 0, width: 100 }], allotted: 50 });
});

test('without a budget the bar is what is used', () => {
  const bar = shares(budget({ allotted: null, reserved: '5.00', used: '5.00' }));
  expect(bar).toEqual({ parts: [{ kind: 'reserved', from: 0, width: 100 }], allotted: 0 });
});
