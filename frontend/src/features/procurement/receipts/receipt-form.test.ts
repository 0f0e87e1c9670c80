import { expect, test } from 'vitest';
import { ProblemError } from '@/api/problem';
import type { PurchaseOrderView } from '@/api/schema';
import {
  atFields,
  cameChanged,
  emptyReceipt,
  type LineValues,
  type ReceiptValues,
  receiptBody,
  receiptRules,
  refusedOf,
  serialsOf,
  unlikeTheRule,
} from './receipt-form';

const me = { id: 'me', name: '孙保管' };
const requester = { id: 'teacher', name: '李老师' };

const order = (change: Partial<PurchaseOrderView> = {}) =>
  ({
    id: 'order',
    acceptors_needed: 2,
    buyers: [{ id: 'b1' }, { id: 'b2' }],
    requester,
    lines: [
      { position: 0, name: '课椅', spec: '2 号', unit: '把', open: '50' },
      { position: 1, name: '粉笔', unit: '盒', open: '0' },
      { position: 2, name: '复印纸', unit: '箱', open: '20' },
    ],
    ...change,
  }) as PurchaseOrderView;

function changed(values: ReceiptValues, index: number, change: Partial<LineValues>): ReceiptValues {
  const lines = values.lines.map((line, at) => (at === index ? { ...line, ...change } : line));
  return { ...values, lines };
}

test('what is open came and is accepted; whoever asked for it accepts for those who use it', () => {
  const values = emptyReceipt(order(), me);
  expect(values.lines.map(({ position, accepted }) => [position, accepted])).toEqual([
    [0, '50'],
    [2, '20'],
  ]);
  expect([values.acceptor_ids, values.using_side_id]).toEqual([['teacher'], 'teacher']);
  // A buyer does not accept, and below the limit one is enough.
  const bought = emptyReceipt(order({ requester: { id: 'b1', name: '' } }), me);
  expect([bought.acceptor_ids, bought.using_side_id]).toEqual([[], '']);
  expect(emptyReceipt(order({ acceptors_needed: 1 }), me).acceptor_ids).toEqual([]);
  expect(emptyReceipt(order(), requester).using_side_id).toBe('teacher');
});

test('two accept, no buyer among them and one for the users, or it is to be excepted', () => {
  const values = emptyReceipt(order(), me);
  const differs = (change: Partial<ReceiptValues>, by = 'me', bought = order()) =>
    unlikeTheRule(bought, { ...values, ...change }, by);
  expect(differs({})).toBe(false);
  expect(differs({ acceptor_ids: [], using_side_id: '' })).toBe(true);
  expect(differs({ using_side_id: '' })).toBe(true);
  expect(differs({ acceptor_ids: ['teacher', 'b2'] })).toBe(true);
  expect(differs({}, 'b1')).toBe(true);
  const small = order({ acceptors_needed: 1 });
  expect(differs({ acceptor_ids: [], using_side_id: '' }, 'me', small)).toBe(false);
});

test('a buyer begins with the exception, and it is sent with who signs for it', () => {
  expect(emptyReceipt(order(), me).exception).toBeNull();
  const values = emptyReceipt(order(), { id: 'b1', name: '吴保管' });
  expect(values.exception).toEqual({ reason: '', cosigner_id: '', cosigner_name: '' });
  const exception = { reason: ' 只有我在校 ', cosigner_id: 'c', cosigner_name: '秦校长' };
  expect(receiptBody({ ...values, exception }).exception).toEqual({
    rule: 'SD2',
    reason: '只有我在校',
    cosigner_id: 'c',
  });
});

test('fewer came: fewer are accepted, unless somebody has counted; never more than ordered', () => {
  const [line] = emptyReceipt(order(), me).lines;
  if (!line) throw new Error('no line');
  expect(cameChanged(line, '30')).toEqual({ delivered: '30', accepted: '30' });
  expect(cameChanged(line, '60')).toEqual({ delivered: '60', accepted: '50' });
  expect(cameChanged(line, '')).toEqual({ delivered: '' });
  expect(cameChanged({ ...line, accepted: '48' }, '49')).toEqual({ delivered: '49' });
  expect(refusedOf({ delivered: '50', accepted: '48' })).toBe(2000);
});

test('what was forgotten is said all at once, and only where it is asked', () => {
  const rules = receiptRules(1).lines as unknown as Record<string, never>[];
  const values = changed(emptyReceipt(order(), me), 0, { accepted: '48' });
  const first = rules[0] as unknown as Record<string, (value: unknown, all: unknown) => unknown>;
  expect(first.refusal_reason?.('', values)).toBeTruthy();
  expect(first.refusal_upload_ids?.([], values)).toBeTruthy();
  expect(first.refusal_reason?.('', changed(values, 0, { came: false }))).toBeNull();
});

test('only what came is sent, and a refusal finds its line in the form', () => {
  const values = changed(emptyReceipt(order(), me), 0, { came: false });
  const body = receiptBody({
    ...values,
    invoice_nos: ['', ' 12345678 '],
    invoice_upload_ids: ['u'],
  });
  expect(body.lines.map(({ position }) => position)).toEqual([2]);
  expect([body.invoice_nos, body.invoice_upload_ids]).toEqual([['12345678'], ['u']]);
  const refusal = new ProblemError({
    status: 422,
    code: 'validation_failed',
    title: '',
    detail: '',
    errors: ['/lines/0/accepted', '/invoice_nos/0', '/acceptor_ids/0'].map((pointer) => ({
      pointer,
      code: 'x',
      detail: 'x',
    })),
  });
  const placed = atFields(refusal, { ...values, invoice_nos: ['', '12345678'] }) as ProblemError;
  expect(placed.problem.errors.map(({ pointer }) => pointer)).toEqual([
    '/lines/1/accepted',
    '/invoice_nos/1',
    '/acceptor_ids/0',
  ]);
});

test('a store that counts in packs is told how many packs twenty boxes are', () => {
  const values = emptyReceipt(order(), me);
  const stock = {
    ...values.lines[1]?.destination,
    kind: 'stock',
    item_unit: '包',
    quantity: '100',
  };
  const body = (item_unit: string) =>
    receiptBody(
      changed(values, 1, { destination: { ...stock, item_unit } as LineValues['destination'] }),
    ).lines[1]?.destination;
  expect(body('包')).toMatchObject({ quantity: '100' });
  expect(body('箱')).toMatchObject({ quantity: null });
});

test('serial numbers are pasted as they come', () => {
  expect(serialsOf('S1\n S2 ,S3；S4\n\n')).toEqual(['S1', 'S2', 'S3', 'S4']);
});
