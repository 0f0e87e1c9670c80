import { expect, test } from 'vitest';
import type { ChecklistItem, InspectionRoundView } from '@/api/schema';
import { emptyHold, isFault, nothingFound, submissionOf } from './hold-form';

const item = (no: number, kind: string, more: object = {}) =>
  ({ no, kind, text: `${no}`, required: true, ...more }) as ChecklistItem;

const ITEMS = [item(1, 'yes_no'), item(2, 'number', { min: '-25', max: '-18' })];
const round = (faults: number) => ({ items: ITEMS, faults }) as unknown as InspectionRoundView;

test('a "no" and a number outside its limits are faults, and what is not said is none', () => {
  const { answers } = emptyHold(round(0));
  const [first, second] = answers;
  if (!first || !second) throw new Error('no answers');
  expect([isFault(ITEMS[0] as ChecklistItem, first), isFault(ITEMS[1] as ChecklistItem, second)]).toEqual([false, false]);
  expect(isFault(ITEMS[0] as ChecklistItem, { ...first, yes: false })).toBe(true);
  for (const [number, wrong] of [['-18', false], ['-17.9', true], ['-25.1', true]] as const) {
    expect(isFault(ITEMS[1] as ChecklistItem, { ...second, number })).toBe(wrong);
  }
});

test('nothing was found only where nothing was found on the way either', () => {
  expect(nothingFound(round(0), emptyHold(round(0)))).toBe(true);
  expect(nothingFound(round(2), emptyHold(round(2)))).toBe(false);
  expect(submissionOf(round(0), emptyHold(round(0)))).toMatchObject({ nothing_found: true, remark: null });
});
