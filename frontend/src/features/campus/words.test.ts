import { expect, test } from 'vitest';
import { codeGroups, onlyHere } from './words';

test('a code is read in groups', () => {
  expect(codeGroups('7K2M9QX4RT')).toBe('7K2M 9QX 4RT');
  expect(codeGroups('odd')).toBe('odd');
});

test('knows an address no phone can open', () => {
  expect(onlyHere('http://localhost:8080/s/X')).toBe(true);
  expect(onlyHere('http://127.0.0.1/s/X')).toBe(true);
  expect(onlyHere('http://192.168.1.20:8080/s/X')).toBe(false);
});
