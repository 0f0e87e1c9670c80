import { expect, test } from 'vitest';
import { ProblemError } from '@/api/problem';
import type { QuoteSheetLine, QuoteSheetView } from '@/api/schema';
import { atOwnLines } from '../own-lines';
import { askedOf, quoteBody, quoted, quoteRules, quoteValues, sentLines } from './quote-form';

const line = (position: number, quantity: string): QuoteSheetLine => ({
  position,
  name: '课桌',
  unit: '张',
  quantity,
  estimated_unit_price: '200.00',
});
const lines = [line(0, '10'), line(1, '2'), line(2, '1')];
const empty = quoteValues({ lines } as QuoteSheetView, undefined);
const half = {
  ...empty,
  supplier_id: 's',
  channel: 'phone' as const,
  quoted_on: '2026-11-27',
  lines: [{ unit_price: '190' }, { unit_price: ' ' }, { unit_price: '35.5' }],
};

test('a line without a price is left out; the sum says how many are missing', () => {
  expect(quoteBody(half, lines)).toEqual({
    supplier_id: 's',
    channel: 'phone',
    quoted_on: '2026-11-27',
    asked_by_id: null,
    upload_id: null,
    note: null,
    lines: [
      { position: 0, unit_price: '190' },
      { position: 2, unit_price: '35.5' },
    ],
  });
  expect(quoted(half, lines)).toEqual({ sum: '1935.50', missing: 1 });
});

test('at least one price is asked for', () => {
  const rule = quoteRules.lines as (typed: typeof empty.lines, all: typeof empty) => string | null;
  expect(rule(empty.lines, empty)).not.toBeNull();
  expect(rule(half.lines, half)).toBeNull();
});

test('what the server says of a line finds its field', () => {
  const error = new ProblemError({
    status: 422,
    code: 'validation_failed',
    title: '',
    detail: '',
    errors: [{ pointer: '/lines/1/unit_price', code: 'too_much', detail: '太大' }],
  });
  const moved = atOwnLines(error, sentLines(half)) as ProblemError;
  expect(moved.problem.errors[0]?.pointer).toBe('/lines/2/unit_price');
  expect(atOwnLines('else', sentLines(half))).toBe('else');
});

test('what is asked for is another thing when a line of it is', () => {
  expect(askedOf(lines)).toBe(askedOf([line(0, '10'), line(1, '2'), line(2, '1')]));
  expect(askedOf(lines)).not.toBe(askedOf([line(0, '10'), line(1, '3'), line(2, '1')]));
  expect(askedOf(lines)).not.toBe(askedOf(lines.slice(0, 2)));
});
