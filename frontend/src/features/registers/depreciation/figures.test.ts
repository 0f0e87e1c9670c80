import { expect, test } from 'vitest';
import { figuresOf } from './figures';

test('two columns of a spreadsheet are figures, whatever parts them', () => {
  const pasted = 'ZC2026-000001\t1,200.00\r\n\r\nG-77  58\n ZC-3,¥0.5 \n';
  expect(figuresOf(pasted)).toEqual([
    { asset_no: 'ZC2026-000001', accumulated: '1200.00' },
    { asset_no: 'G-77', accumulated: '58' },
    { asset_no: 'ZC-3', accumulated: '0.5' },
  ]);
  expect(figuresOf('')).toEqual([]);
});

test('a line without an amount is named', () => {
  expect(figuresOf('ZC-1\t1.00\n资产编号\t累计折旧')).toEqual({ unreadable: 2 });
  expect(figuresOf('ZC-1')).toEqual({ unreadable: 1 });
  expect(figuresOf('ZC-1\t1.005')).toEqual({ unreadable: 1 });
});
