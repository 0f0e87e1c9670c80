import { expect, test } from 'vitest';
import type { ChecklistItem, InspectionRoundView } from '@/api/schema';
import { emptyHold, isFault, nothingFound, submissionOf } from './hold-form';

const item = (no: number, kind: string, more: object = {}) =>
  ({ no, kind, text: `${no}`, required: true, ...more }) as ChecklistItem;

const CLEAN = item(1, 'yes_no');
const FREEZER = item(2, 'number', { min: '-25', max: '-18' });
const ITEMS = [CLEAN, FREEZER];
const round = (faults: number) => ({ items: ITEMS, faults }) as unknown as InspectionRoundView;

test('a "no" and a number outside its limits are faults, and what is not said is none', () => {
  const { answers } = emptyHold(round(0));
  const [first, second] = answers;
  if (!first || !second) throw new Error('no answers');
  expect([isFault(CLEAN, first), isFault(FREEZER, second)]).toEqual([false, false]);
  expect(isFault(CLEAN, { ...first, yes: false })).toBe(true);
  for (const number of ['-18', '-25']) {
    expect(isFault(FREEZER, { ...second, number })).toBe(false);
  }
  for (const number of ['-17.9', '-25.1']) {
    expect(isFault(FREEZER, { ...second, number })).toBe(true);
  }
});

test('nothing was found only where nothing was found on the way either', () => {
  expect(nothingFound(round(0), emptyHold(round(0)))).toBe(true);
  expect(nothingFound(round(2), emptyHold(round(2)))).toBe(false);
  expect(submissionOf(round(0), emptyHold(round(0)))).toMatchObject({
    nothing_found: true,
    remark: null,
  });
});
