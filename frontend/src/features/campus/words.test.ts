import { expect, test } from 'vitest';
import { onlyHere } from './words';

test('knows an address no phone can open', () => {
  expect(onlyHere('http://localhost:8080/s/X')).toBe(true);
  expect(onlyHere('http://127.0.0.1/s/X')).toBe(true);
  expect(onlyHere('http://192.168.1.20:8080/s/X')).toBe(false);
});
