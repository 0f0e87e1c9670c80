import { expect, test } from 'vitest';
import { isMarked, isMeeting, sumOfRows, toggled } from './many';

test('what one signs for is summed to the fen', () => {
  expect(sumOfRows([{ amount: '0.10' }, { amount: '0.20' }, { amount: null }])).toContain('0.30');
  expect(sumOfRows([])).toContain('0.00');
});

test('a tick is set and taken off', () => {
  const one = toggled(new Set(), 'a');
  expect([...one]).toEqual(['a']);
  expect([...toggled(one, 'a')]).toEqual([]);
});

test('what bears a mark, and what a meeting decides', () => {
  expect(isMarked({ marks: [] })).toBe(false);
  expect(isMarked({ marks: [{ code: 'split', text: '近期另有 1 笔同样的' }] })).toBe(true);
  expect(isMeeting({ waits_for: 'office_meeting' })).toBe(true);
  expect(isMeeting({ waits_for: 'principal' })).toBe(false);
});
