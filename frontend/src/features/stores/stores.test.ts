import { expect, test } from 'vitest';
import type { StockDistribution, StockItemRow, StockLedgerRow, StockMovement } from '@/api/schema';
import { m } from '@/i18n/messages';
import { quantityOf, stepped, thousandths } from '@/ui/quantity';
import {
  fewerOld,
  issueBody,
  needsRequisition,
  oldOnes,
  refusedWithout,
  withOneMore,
} from './issue-form';
import {
  beyondSize,
  type Column,
  changedCells,
  chosenOf,
  comesTo,
  common,
  distributionBody,
  gradesOf,
  matrixOf,
  newColumn,
  uncounted,
  valuesOf,
  withCells,
  wrongColumns,
} from './matrix';
import { withWhom } from './movements';
import { proposed } from './proposal';
import { type ShelfItem, shelfOf } from './shelf';
import { takersOver } from './transfer-form';
import { untilIssued } from './words';

const chalk: ShelfItem = {
  id: 'chalk',
  name: '粉笔',
  spec: null,
  unit: '盒',
  left: 50_000,
  controlledAbove: null,
  oldForNew: false,
};

test('quantities are counted in thousandths, so that they add up', () => {
  expect(thousandths('0.1')).toBe(100);
  expect(thousandths(' 12 ')).toBe(12_000);
  expect(thousandths('1.2345')).toBeNull();
  expect(thousandths('-1')).toBeNull();
  expect(quantityOf(500)).toBe('0.5');
  expect(stepped('2.5', -1)).toBe('1.5');
  expect(stepped('0', -1)).toBe('0');
  expect(stepped('', 1)).toBe('1');
});

test('a tap puts one more on the counter; the old ones follow until somebody says otherwise', () => {
  const broom = { ...chalk, id: 'broom', oldForNew: true };
  const [one] = withOneMore([], broom);
  expect(one && oldOnes(one)).toBe('1');
  const [two] = withOneMore(one ? [one] : [], broom);
  expect(two?.quantity).toBe('2');
  expect(two && oldOnes(two)).toBe('2');
  expect(two && fewerOld({ ...two, old: '1' })).toBe(true);
  expect(two && fewerOld(two)).toBe(false);
});

test('what is controlled may be handed out up to its size', () => {
  const paper = { ...chalk, controlledAbove: 5000 };
  const line = (quantity: string) => ({ item: paper, quantity, old: null, note: '' });
  expect(needsRequisition(line('5'))).toBe(false);
  expect(needsRequisition(line('5.001'))).toBe(true);
});

test('what the same receiver took that day is known from the refusal', () => {
  const at = (pointer: string, code: string) => ({ pointer, code, detail: '' });
  const errors = [
    at('/lines/0/quantity', 'not_enough_stock'),
    at('/lines/2/quantity', 'requisition_needed'),
    at('/purpose', 'requisition_needed'),
  ];
  const problem = { status: 422, code: 'requisition_needed', title: '', detail: '', errors };
  expect(refusedWithout({ kind: 'refused', problem, rest: [] })).toEqual([2]);
  expect(refusedWithout({ kind: 'unsent', kept: true, problem })).toEqual([]);
  expect(refusedWithout(null)).toEqual([]);
});

test('nothing is sent of what was left empty', () => {
  const values = {
    receiver_id: 'li',
    receiver_name: '李老师',
    class_id: '',
    repair_case_id: '',
    purpose: ' 日常领用 ',
    confirmation: 'on_device' as const,
    lines: withOneMore([], chalk),
  };
  expect(issueBody('store', values)).toEqual({
    store_id: 'store',
    receiver_id: 'li',
    class_id: null,
    repair_case_id: null,
    purpose: '日常领用',
    confirmation: 'on_device',
    lines: [{ item_id: 'chalk', quantity: '1', old_pieces: null, note: null }],
  });
});

const three = [
  { id: 'a', size: 40, grade: 1 },
  { id: 'b', size: 30, grade: 1 },
  { id: 'c', size: null, grade: 2 },
];

test('whoever comes first gets, and what is short is known before it is sent', () => {
  const columns: Column[] = [
    { ...newColumn(chalk), per: 'pupil' },
    newColumn({ ...chalk, id: 'ink', left: 2500 }),
  ];
  const { rows, totals } = matrixOf(three, columns);
  expect(rows.get('b')).toMatchObject([
    { wanted: 30_000, given: 10_000, text: '30' },
    { wanted: 1000, given: 1000, text: '1' },
  ]);
  // Half a piece is nobody's.
  expect(rows.get('c')?.[1]).toMatchObject({ wanted: 1000, given: 0 });
  expect(totals).toEqual([
    { wanted: 70_000, short: 20_000 },
    { wanted: 3000, short: 1000 },
  ]);
  expect(uncounted(three, columns).map(({ id }) => id)).toEqual(['c']);
  // The size of what is controlled is over all classes, though none goes beyond it alone.
  const sized = (above: number) => [
    { ...newColumn({ ...chalk, controlledAbove: above }), per: 'pupil' as const },
  ];
  expect(beyondSize(sized(69_999), totals)).toHaveLength(1);
  expect(beyondSize(sized(70_000), totals)).toEqual([]);
});

test('each cell can be changed, to nothing as well, and is as proposed once it is emptied', () => {
  let column = withCells({ ...newColumn(chalk), quantity: '2' }, ['a', 'b'], '3');
  column = withCells(column, ['b'], '0');
  expect(changedCells(column, three)).toBe(2);
  const { rows, totals } = matrixOf(three, [column]);
  expect(three.map(({ id }) => rows.get(id)?.[0]?.text)).toEqual(['3', '0', '2']);
  expect(totals).toEqual([{ wanted: 5000, short: 0 }]);
  const [first] = gradesOf(three);
  expect(first?.classes).toHaveLength(2);
  expect(common(first?.classes ?? [], rows, 0)).toBe('');
  expect(common([{ id: 'a' }], rows, 0)).toBe('3');
  const emptied = withCells(column, ['a', 'b'], ' ');
  expect(matrixOf(three, [emptied]).totals).toEqual([{ wanted: 6000, short: 0 }]);
});

test('what is no number is found in its column; an empty head is nothing, who is left out does not count', () => {
  const column = { ...newColumn(chalk), quantity: '2' };
  const wrong = withCells(column, ['a'], 'x');
  const headless = { ...column, quantity: '' };
  expect(wrongColumns([column, wrong, headless, { ...column, quantity: '-1' }], three)).toEqual([
    1, 3,
  ]);
  expect(matrixOf(three, [headless]).totals).toEqual([{ wanted: 0, short: 0 }]);
  const chosen = chosenOf(three, { left_out: ['a'] });
  expect(wrongColumns([wrong], chosen)).toEqual([]);
  expect(changedCells(wrong, chosen)).toBe(0);
});

test('what is sent has a quantity for every class that is not left out', () => {
  const lines = [withCells({ ...newColumn(chalk), quantity: '2' }, ['c'], '0.5')];
  expect(distributionBody('s', { purpose: ' 开学 ', left_out: ['b'], lines }, three)).toEqual({
    store_id: 's',
    purpose: '开学',
    class_ids: ['a', 'c'],
    lines: [{ item_id: 'chalk', quantities: ['2', '0.5'] }],
  });
});

test('what came back is written anew as it was', () => {
  const item = { id: 'chalk', name: '粉笔', unit: '盒' };
  const plan = {
    purpose: '开学',
    classes: [
      { id: 'a', name: '一（1）班' },
      { id: 'c', name: '二（1）班' },
    ],
    lines: [{ item, quantities: ['40', '20'], total: '60' }],
  } as StockDistribution;
  const values = valuesOf(plan, three);
  expect(values.left_out).toEqual(['b']);
  const { lines, class_ids } = distributionBody('s', values, three);
  expect(class_ids).toEqual(['a', 'c']);
  expect(lines).toEqual([{ item_id: 'chalk', quantities: ['40', '20'] }]);
  expect(comesTo(plan, [chalk]).totals).toEqual([{ wanted: 60_000, short: 10_000 }]);
});

test('what is handed out most stands first, what is not there last', () => {
  const item = (id: string, quantity: string): StockItemRow => ({
    id,
    name: id,
    unit: '盒',
    category: '教学用品',
    old_for_new: false,
    on_hand: quantity,
    balances: [{ store: { id: 's', name: '总库' }, quantity, value: '0.00' }],
    retired: false,
    version: 1,
  });
  const went = (id: string, quantity: string) =>
    ({ item: { id }, went_out: { quantity } }) as StockLedgerRow;
  const items = [item('gone', '0'), item('ink', '3'), item('chalk', '9')];
  const order = shelfOf(items, 's', [went('gone', '99'), went('chalk', '5')]).map(({ id }) => id);
  expect(order).toEqual(['chalk', 'ink', 'gone']);
});

test('what is low is proposed up to its minimum, at what it cost on average', () => {
  const store = { id: 'store', name: '库房' };
  const row = (id: string, missing: string | null, balances: StockItemRow['balances']) =>
    ({ id, name: id, spec: null, unit: '盒', missing, balances }) as StockItemRow;
  const rows = [
    row('chalk', '27', [{ store, quantity: '3', value: '14.42' }]),
    row('broom', '5', []),
    row('paper', null, [{ store, quantity: '9', value: '9.00' }]),
  ];
  expect(proposed(rows, 'all').map((line) => [line.name, line.quantity, line.unit_price])).toEqual([
    ['chalk', '27', '4.81'],
    ['broom', '5', ''],
  ]);
  expect(proposed(rows, 'broom').map(({ name }) => name)).toEqual(['broom']);
  expect(proposed(rows, 'paper')).toEqual([]);
});

test('a keeper of the other store takes over, nobody where the sender keeps it himself', () => {
  const [me, other] = [
    { id: 'me', name: '吴保管' },
    { id: 'other', name: '孙保管' },
  ];
  const store = { id: 'store', name: '体育器材室' };
  expect(takersOver({ ...store, keepers: [other] }, 'me')).toEqual([other]);
  expect(takersOver({ ...store, keepers: [me, other] }, 'me')).toEqual([]);
  expect(takersOver({ ...store, keepers: [] }, 'me')).toEqual([]);
});

test('a line of the ledger says of whom a thing was bought, or who received it', () => {
  const moved = (more: Partial<StockMovement>) => withWhom(more as StockMovement);
  const bought = { supplier: '城南文具店', source_number: 'YS20261124-0001' };
  expect(moved({ source: 'purchase', ...bought })).toBe('城南文具店 YS20261124-0001');
  expect(moved({ source: 'purchase', source_number: 'YS20261124-0001' })).toBe('YS20261124-0001');
  const receiver = { id: 'p', name: '李老师' };
  expect(moved({ receiver })).toBe('李老师');
  expect(moved({ receiver, class: { id: 'c', name: '三年级 2 班' } })).toBe('三年级 2 班 李老师');
});

test('how long it took from the approval: days, hours, and days only for what was entered later', () => {
  const decided = '2026-11-24T02:00:00Z';
  const took = (happened_on: string, recorded_at: string) =>
    untilIssued(decided, { id: 'x', number: 'CK1', happened_on, recorded_at });
  expect(took('2026-11-24', '2026-11-24T02:59:00Z')).toBe(m.requisitions_took_no_hour());
  expect(took('2026-11-24', '2026-11-24T03:00:00Z')).toBe(m.requisitions_took_hour());
  expect(took('2026-11-25', '2026-11-25T01:59:00Z')).toBe(
    m.requisitions_took_hours({ hours: '23' }),
  );
  expect(took('2026-11-25', '2026-11-25T02:00:00Z')).toBe(m.requisitions_took_day());
  expect(took('2026-11-26', '2026-11-26T09:00:00Z')).toBe(m.requisitions_took_days({ days: '2' }));
  expect(took('2026-11-26', '2026-12-02T09:00:00Z')).toBe(m.requisitions_took_days({ days: '2' }));
  expect(took('2026-11-24', '2026-12-02T09:00:00Z')).toBe(m.requisitions_took_no_day());
});
