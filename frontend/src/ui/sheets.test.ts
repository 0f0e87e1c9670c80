import { expect, test } from 'vitest';
import { LINES, sheetsOf } from './sheets';

test('a sheet has at most twenty-five lines, and none is lost', () => {
  const rows = Array.from({ length: 51 }, (_, index) => index);
  const sheets = sheetsOf(rows);
  expect(sheets.map((sheet) => sheet.length)).toEqual([LINES, LINES, 1]);
  expect(sheets.flat()).toEqual(rows);
  expect(sheetsOf([])).toEqual([[]]);
});
