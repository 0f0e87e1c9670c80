import { expect, test } from 'vitest';
import { inChunks, slipAddress, slipGroups } from './slip-words';

test('people are asked for a few hundred at a time, and nobody twice', () => {
  const people = Array.from({ length: 450 }, (_, n) => n);
  const chunks = inChunks(people);
  expect(chunks.map((chunk) => chunk.length)).toEqual([200, 200, 50]);
  expect(chunks.flat()).toEqual(people);
  expect(inChunks([])).toEqual([]);
});

test('a code is read in groups of four and travels behind the hash', () => {
  expect(slipGroups('7K3M9QXT2WBC4N8P')).toBe('7K3M 9QXT 2WBC 4N8P');
  expect(slipAddress('http://192.168.1.20:8080/', '7K3M')).toBe('http://192.168.1.20:8080/j#7K3M');
});
