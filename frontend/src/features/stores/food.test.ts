import { expect, test } from 'vitest';
import {
  comesIn,
  daysLeft,
  foodChoice,
  foodOf,
  isLedger,
  kindOf,
  LEDGERS,
  lotName,
  sumOf,
} from './food';

test('each of the four ledgers is of one kind and goes one way', () => {
  expect(LEDGERS.map((ledger) => [kindOf(ledger), comesIn(ledger)])).toEqual([
    ['staple', true],
    ['staple', false],
    ['non_staple', true],
    ['non_staple', false],
  ]);
  expect([isLedger('other_in'), isLedger('x'), isLedger(undefined)]).toEqual([true, false, false]);
});

test('an item is food when it has a kind, and ambient until somebody says otherwise', () => {
  expect(foodOf(foodChoice(null))).toBeNull();
  expect(foodOf({ food_group: 'meat', storage: '' })).toEqual({
    group: 'meat',
    storage: 'ambient',
  });
});

test('a lot is told by its number or its day, and how long it is good', () => {
  expect(lotName({ lot_no: 'A1', produced_on: null })).toContain('A1');
  expect(lotName({ lot_no: null, produced_on: '2026-11-20' })).toBe('2026-11-20');
  expect(new Set([-1, 0, 7].map(daysLeft)).size).toBe(3);
});

test('amounts come to what they are in fen', () => {
  expect(sumOf(['0.10', '0.20'])).toBe('0.30');
  expect(sumOf(['12.50', '-2.50'])).toBe('10.00');
  expect(sumOf([])).toBe('0.00');
});
