import { expect, test } from 'vitest';
import { plainNumber, product } from './amounts';

test('reads what people paste', () => {
  expect(plainNumber('¥1,234.50')).toBe('1234.50');
  expect(plainNumber('１２３４．５元')).toBe('1234.5');
  expect(plainNumber(' about 5 ')).toBe('about 5');
});

test('multiplies without floats', () => {
  expect(product('83', '50')).toBe('4150.00');
  expect(product('0.1', '0.2')).toBe('0.02');
  expect(product('1.115', '1')).toBe('1.12');
  expect(product('99999999999.99', '1')).toBe('99999999999.99');
  expect(product('x', '1')).toBeNull();
});
