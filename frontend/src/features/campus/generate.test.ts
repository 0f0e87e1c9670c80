import { expect, test } from 'vitest';
import { floorsOf, generateRequest, initialGenerate, plausible } from './generate';

test('the first proposal needs only a name', () => {
  const values = initialGenerate();
  expect(plausible(values)).toBe(false);
  expect(plausible({ ...values, building: '致远楼' })).toBe(true);
  expect(generateRequest({ ...values, building: ' 致远楼 ' }, true)).toMatchObject({
    building: '致远楼',
    floors: 4,
    rooms_per_floor: 6,
    dry_run: true,
  });
});

test('half-typed numbers are not sent as something else', () => {
  expect(plausible({ ...initialGenerate(), building: 'x', floors: '4a' })).toBe(false);
  expect(plausible({ ...initialGenerate(), building: 'x', rooms_per_floor: '' })).toBe(false);
});

test('the flat list becomes floors', () => {
  const floors = floorsOf(['101', '102', '201', '202'], 2, 1);
  expect(floors.map((f) => f.floor)).toEqual([1, 2]);
  expect(floors[1]?.rooms).toEqual(['201', '202']);
});
