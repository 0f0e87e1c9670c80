import { expect, test } from 'vitest';
import { rowsOf } from './search';

test('an address says which rows, and nothing that it does not know', () => {
  expect(rowsOf({ part: 'A02', holder_id: 'x', unheld: true, other: 1 })).toEqual({
    part: 'A02',
    holder_id: 'x',
    unheld: true,
  });
  expect(rowsOf({ part: 2, holder_id: '', unheld: 'true' })).toEqual({
    part: undefined,
    holder_id: undefined,
    unheld: undefined,
  });
});
