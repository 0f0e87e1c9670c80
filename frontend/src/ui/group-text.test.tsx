import { expect, test } from 'vitest';
import { groupList, pageAddress } from './group-text';

test('a long list says how many more there are and where', () => {
  window.history.replaceState(null, '', '/repairs?view=unassigned');
  const lines = Array.from({ length: 30 }, (_, index) => `第${index}件`);
  const text = groupList('报修', lines, 41, 'http://school.test/').split('\n');
  expect(text).toHaveLength(23);
  expect(text[0]).toContain('41');
  expect(text[1]).toBe('1. 第0件');
  expect(text[21]).toContain('21');
  expect(text[22]).toBe('http://school.test/repairs?view=unassigned');
});

test('without a public address the one in use is given', () => {
  expect(pageAddress('/repairs/1', null)).toBe(`${window.location.origin}/repairs/1`);
});
