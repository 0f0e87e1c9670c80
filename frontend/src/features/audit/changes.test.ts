import { expect, test } from 'vitest';
import { changes } from './changes';
import { fieldName, kindName } from './words';

test('shows what came, went and changed', () => {
  const after = { name: '三(2)班', floors: 2 };
  expect(changes('location', { name: '203', room_use: null }, after)).toEqual([
    { field: 'name', before: '203', after: '三(2)班' },
    { field: 'room_use', before: null, after: null },
    { field: 'floors', before: null, after: '2' },
  ]);
});

test('something new has no before, and a list is a list', () => {
  expect(changes('role_grant', null, { rooms: ['101', '102'] })).toEqual([
    { field: 'rooms', before: null, after: '101、102' },
  ]);
});

test('ids are shown by their names, yes and no as words, and what is nested by its fields', () => {
  const id = '0193a1b2-7c3d-7e4f-8a9b-0c1d2e3f4a5b';
  const before = { custodian_id: id, danger: true };
  expect(changes('asset', before, { custodian_id: null }, { [id]: '吴保管' })).toEqual([
    { field: 'custodian_id', before: '吴保管', after: null },
    { field: 'danger', before: '是', after: null },
  ]);
  expect(changes('location', null, { levels: { name: '203' } })[0]?.after).toBe('名称 203');
});

test('what is bought and what lies in the stores is said in words', () => {
  const after = { state: 'approved', fund: 'public', lines: [{ item: '粉笔', quantity: '3' }] };
  const rows = changes('purchase_request', null, after);
  expect(rows.map((row) => row.after)).toEqual(['已批准', '公用经费', '物品 粉笔、数量 3']);
  expect(rows.map((row) => fieldName(row.field))).toEqual(['状态', '经费来源', '明细']);
  expect(kindName('purchase_order')).toBe('采购单');
});

test('a code is said as the pages of its kind of record say it, also within a line', () => {
  const after = { state: 'rejected' };
  expect(changes('repair_case', null, after)[0]?.after).toBe('不予受理');
  expect(changes('purchase_request', null, after)[0]?.after).toBe('未批准');
  expect(changes('approval', null, { step: 'office_meeting' })[0]?.after).toBe('校务会');
  const lines = [{ destination: { kind: 'used' } }];
  expect(changes('goods_receipt', null, { lines })[0]?.after).toBe('去向 种类 当场用掉');
});
