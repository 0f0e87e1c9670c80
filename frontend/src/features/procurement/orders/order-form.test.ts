import { expect, test } from 'vitest';
import type { PurchaseOrderView, PurchaseRequestView, QuoteSheetView } from '@/api/schema';
import {
  atLeast,
  less,
  moneyLeft,
  offersException,
  openLines,
  orderBody,
  orderValues,
  together,
} from './order-form';
import { mayBeOrdered } from './request-stage';

const request = {
  id: 'r',
  content: {
    total: '1800.00',
    lines: [
      { name: '课椅', unit: '把', quantity: '50', unit_price: '30.00', amount: '1500.00' },
      { name: '复印纸', unit: '箱', quantity: '1.5', unit_price: '200.00', amount: '300.00' },
    ],
  },
} as PurchaseRequestView;

const order = (state: PurchaseOrderView['state'], quantity: string, accepted: string) =>
  ({
    state,
    total: (Number(quantity) * 30).toFixed(2),
    lines: [{ request_position: 0, quantity, accepted, unit_price: '30.00' }],
  }) as PurchaseOrderView;

test('what is left of a line: an order takes it, a cancelled one does not, one closed short what came', () => {
  const left = (...orders: PurchaseOrderView[]) =>
    openLines(request, orders, null).map((line) => line.left);
  expect(left()).toEqual(['50', '1.5']);
  expect(left(order('proposed', '20', '0'))).toEqual(['30', '1.5']);
  expect(left(order('cancelled', '20', '0'))).toEqual(['50', '1.5']);
  expect(left(order('closed', '20', '18'), order('ordered', '32', '0'))).toEqual(['0', '1.5']);
});

test('the same of the money', () => {
  expect(moneyLeft(request, [])).toBe('1800.00');
  expect(moneyLeft(request, [order('ordered', '20', '0')])).toBe('1200.00');
  expect(moneyLeft(request, [order('closed', '20', '18')])).toBe('1260.00');
  expect(moneyLeft(request, [order('cancelled', '20', '0')])).toBe('1800.00');
  expect(less('1800.00', '1800.01')).toBe('-0.01');
  expect(less('1800.00', null)).toBeNull();
});

test('two people buy by what all orders of the request that stand come to', () => {
  expect(together(request, [], '299.99')).toBe('299.99');
  expect(together(request, [order('ordered', '5', '0')], '149.99')).toBe('299.99');
  expect(together(request, [order('ordered', '5', '0')], '150.00')).toBe('300.00');
  expect(together(request, [order('cancelled', '5', '0')], '150.00')).toBe('150.00');
  expect(together(request, [order('ordered', '5', '0')], null)).toBeNull();
});

test('prices are those of the quote that was taken, and of the request otherwise', () => {
  const sheet = {
    settled: { supplier_name: '甲' },
    quotes: [
      { chosen: false, prices: [{ position: 0, unit_price: '31.00' }] },
      { chosen: true, prices: [{ position: 0, unit_price: '28.50' }] },
    ],
  } as QuoteSheetView;
  const prices = (one: QuoteSheetView | null) =>
    openLines(request, [], one).map((line) => line.unit_price);
  expect(prices(sheet)).toEqual(['28.50', '200.00']);
  expect(prices({ ...sheet, settled: null })).toEqual(['30.00', '200.00']);
  expect(prices(null)).toEqual(['30.00', '200.00']);
});

test('a line without a quantity is not ordered; what is all ordered begins without one', () => {
  const lines = openLines(request, [order('ordered', '50', '0')], null);
  const values = orderValues(lines, { id: 's', name: '甲' });
  expect(values.lines.map(({ quantity }) => quantity)).toEqual(['', '1.5']);
  expect(orderBody('r', values)).toEqual({
    request_id: 'r',
    supplier_id: 's',
    other_buyer_id: null,
    exception: null,
    expected_on: null,
    note: null,
    lines: [{ position: 1, quantity: '1.5', unit_price: '200.00', food: false }],
  });
});

test('only one buys: offered where two should and nobody else is named, sent with who signs for it', () => {
  const values = orderValues(openLines(request, [], null), { id: 's', name: '甲' });
  expect(offersException(values, false)).toBe(false);
  expect(offersException(values, true)).toBe(true);
  expect(offersException({ ...values, other_buyer_id: 'b' }, true)).toBe(false);
  const exception = { reason: '其他人都在外地 ', cosigner_id: 'c', cosigner_name: '孙保管' };
  // What was written is not hidden when the sum falls again.
  expect(offersException({ ...values, exception }, false)).toBe(true);
  expect(orderBody('r', { ...values, exception }).exception).toEqual({
    rule: 'SD4',
    reason: '其他人都在外地',
    cosigner_id: 'c',
  });
});

test('what cannot wait is ordered while it is approved, and nothing else before it is', () => {
  const at = (state: PurchaseRequestView['state'], emergency: boolean) =>
    mayBeOrdered({ ...request, state, emergency });
  expect(at('approved', false)).toBe(true);
  expect(at('submitted', true)).toBe(true);
  expect(at('submitted', false)).toBe(false);
  expect(at('returned', true)).toBe(false);
  expect(at('rejected', true)).toBe(false);
  expect(at('closed', false)).toBe(false);
});

test('from the amount on, to the fen', () => {
  expect(atLeast('299.99', '300.00')).toBe(false);
  expect(atLeast('300.00', '300.00')).toBe(true);
  expect(atLeast(null, '300.00')).toBe(false);
  expect(atLeast('300.00', null)).toBe(false);
});
