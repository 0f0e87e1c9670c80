import { expect, test } from 'vitest';
import { ProblemError } from '@/api/problem';
import { batch, initialAsset, oneCard, unwrapCard } from './asset-form';

const values = {
  ...initialAsset('room'),
  name: ' 投影仪 ',
  category_code: 'A02020200',
  unit_price: '3,200.00',
};

test('what is empty is left to the server', () => {
  expect(oneCard(values, true)).toMatchObject({
    name: '投影仪',
    quantity: '1',
    unit: null,
    unit_price: '3200.00',
    original_value: null,
    location_id: 'room',
    asset_no: null,
  });
});

test('who may not see values does not send any', () => {
  expect(oneCard(values, false)).not.toHaveProperty('unit_price');
});

test('a batch has a serial number to a line, and no quantity', () => {
  const made = batch({ ...values, mode: 'batch', count: '3', serial_numbers: 'a\n\n b \nc' }, true);
  expect(made).toMatchObject({ count: 3, serial_numbers: ['a', 'b', 'c'] });
  expect(made.card).not.toHaveProperty('quantity');
});

test('errors of the wrapped card find their fields', () => {
  const problem = { status: 422, code: 'x', title: '', detail: '' };
  const error = new ProblemError({
    ...problem,
    errors: [{ pointer: '/card/name', code: 'x', detail: 'y' }],
  });
  expect((unwrapCard(error) as ProblemError).problem.errors[0]?.pointer).toBe('/name');
});
