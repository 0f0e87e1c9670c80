import { expect, test } from 'vitest';
import { bodyOf, emptyLine, emptyRequest, sumOf } from './request-form';

const line = (quantity: string, unit_price: string) => ({
  ...emptyLine('a'),
  name: ' 水龙头 ',
  unit: '只',
  quantity,
  unit_price,
});

test('the sum follows what is typed, and is none while something is no number', () => {
  expect(sumOf([line('2', '19'), line('0.5', '3.3')])).toBe('39.65');
  expect(sumOf([line('2', '')])).toBeNull();
  expect(sumOf([line('2', '1e3')])).toBeNull();
});

test('what was left empty is not sent as an empty text', () => {
  const body = bodyOf({ ...emptyRequest('a'), purpose: ' 换 ', lines: [line('1', '38')] });
  expect(body).toEqual({
    purpose: '换',
    fund: 'public',
    needed_by: null,
    reuse: null,
    lines: [{ name: '水龙头', spec: null, unit: '只', quantity: '1', unit_price: '38' }],
  });
});
