import { afterEach, expect, test } from 'vitest';
import { setLocale } from '@/i18n/paraglide/runtime.js';
import { valueName } from './values';

afterEach(() => setLocale('zh-CN', { reload: false }));

/** Every state of a phase.rs, as it is said there: kind of record → state → 中文 / English. */
const STATES: Record<string, Record<string, string>> = {
  // crates/approvals/src/approval/phase.rs
  approval: {
    deciding: '审批中 / Being decided',
    approved: '已批准 / Approved',
    returned: '退回修改 / Returned for revision',
    rejected: '未批准 / Not approved',
    withdrawn: '已撤回 / Withdrawn',
  },
  // crates/registers/src/depreciation/phase.rs
  depreciation_run: {
    draft: '待结账 / To be closed',
    closed: '已结账 / Closed',
    discarded: '已放弃 / Discarded',
  },
  // crates/procurement/src/receipt/phase.rs
  goods_receipt: {
    inspecting: '等签字验收 / Waits for signatures',
    accepted: '已验收，未入账 / Accepted, not in the accounts',
    posted: '已入账 / In the accounts',
    cancelled: '已取消 / Cancelled',
  },
  // crates/stores/src/lot/phase.rs
  stock_lot: {
    usable: '可用 / May be used',
    stopped: '已停用 / Stopped',
  },
  // crates/procurement/src/petty/phase.rs
  petty_purchase: {
    submitted: '审批中 / Being decided',
    returned: '退回修改 / Returned for revision',
    approved: '已批准，未入账 / Approved, not in the accounts',
    posted: '已入账 / In the accounts',
    rejected: '未批准 / Not approved',
    cancelled: '已作废 / Cancelled',
  },
  // crates/procurement/src/publication/phase.rs
  publication: {
    draft: '未张贴 / Not posted yet',
    posted: '公示中 / On the board',
    over: '公示期满 / Its days are over',
    cancelled: '已撤销 / Cancelled',
  },
  // crates/procurement/src/order/phase.rs
  purchase_order: {
    proposed: '等另一位采购人确认 / Waits for the other buyer',
    ordered: '已下单 / Ordered',
    partially_received: '部分到货 / Received in part',
    received: '已到齐 / Received',
    closed: '未到齐结束 / Closed short',
    cancelled: '已取消 / Cancelled',
  },
  // crates/procurement/src/request/phase.rs
  purchase_request: {
    draft: '草稿 / Draft',
    submitted: '审批中 / Being decided',
    returned: '退回修改 / Returned for revision',
    approved: '已批准 / Approved',
    rejected: '未批准 / Not approved',
    cancelled: '已取消 / Cancelled',
    closed: '已办结 / Closed',
  },
  // crates/procurement/src/quote/phase.rs
  quote_sheet: {
    open: '询价中 / Quotes are collected',
    settled: '已选定 / Settled',
    reopened: '重新询价 / Opened again',
  },
  // crates/repairs/src/case/phase.rs; what is reported is said as on the reporter's page.
  repair_case: {
    submitted: '已报 / Reported',
    triaged: '已受理 / Taken up',
    assigned: '已派工 / Assigned',
    in_progress: '维修中 / In progress',
    waiting_material: '待料 / Waiting for material',
    waiting_external: '待外修 / Waiting for a contractor',
    deferred: '已延期 / Deferred',
    done: '待验收 / Done, to be accepted',
    reopened: '返工 / Reopened',
    closed: '已办结 / Closed',
    rejected: '不予受理 / Rejected',
    cancelled: '已撤回 / Cancelled',
  },
  // crates/inspections/src/round/phase.rs
  inspection_round: {
    scheduled: '待检查 / To be held',
    in_progress: '检查中 / Being held',
    submitted: '已登记 / Written down',
    reviewed: '已审核 / Reviewed',
    missed: '漏检 / Missed',
    cancelled: '已取消 / Cancelled',
  },
  // crates/canteen/src/sample/phase.rs
  canteen_record: {
    taken: '已留样，未入柜 / Taken, not stored',
    stored: '保存中 / Kept',
    discarded: '已销毁 / Discarded',
    sealed: '已封存 / Sealed',
    handed_over: '已移交 / Handed over',
  },
  // crates/canteen/src/incident/phase.rs
  canteen_incident: {
    stopped: '已停餐封存，待上报 / Stopped and sealed, to be reported',
    reported: '已上报 / Reported',
    investigating: '调查中 / Under investigation',
    closed: '已结案 / Closed',
    false_alarm: '已解除（误报） / Called off (false alarm)',
  },
  // crates/canteen/src/certificate/phase.rs
  health_certificate: {
    submitted: '待核对 / To be verified',
    valid: '有效 / Valid',
    suspended: '暂停 / Suspended',
    withdrawn: '已作废 / Withdrawn',
  },
  // crates/canteen/src/contract/phase.rs
  canteen_contract: {
    running: '履行中 / Running',
    ended: '已终止 / Ended',
  },
  // crates/canteen/src/outside/phase.rs
  outside_finding: {
    open: '待整改 / To be mended',
    mended: '已整改 / Mended',
  },
  // crates/stores/src/requisition/phase.rs
  requisition: {
    submitted: '审批中 / Being decided',
    approved: '已批准，等领取 / Approved, to be collected',
    issued: '已发放 / Handed out',
    returned: '退回修改 / Returned for revision',
    rejected: '未批准 / Not approved',
    cancelled: '已取消 / Cancelled',
    expired: '逾期未领 / Not collected in time',
  },
  // crates/stores/src/distribution/phase.rs
  stock_distribution: {
    submitted: '审批中 / Being decided',
    approved: '已批准，等发放 / Approved, to be handed out',
    issued: '已发放 / Handed out',
    returned: '退回修改 / Returned for revision',
    rejected: '未批准 / Not approved',
    cancelled: '已取消 / Cancelled',
  },
};

function inBoth(kind: string, field: string, code: string): string {
  setLocale('zh-CN', { reload: false });
  const chinese = valueName(kind, field, code);
  setLocale('en', { reload: false });
  return `${chinese} / ${valueName(kind, field, code)}`;
}

test.each(Object.keys(STATES))('every state of a %s is said as on its page', (kind) => {
  const states = STATES[kind] ?? {};
  const said = Object.keys(states).map((state) => [state, inBoth(kind, 'state', state)]);
  expect(Object.fromEntries(said)).toEqual(states);
});

const FUNDS = ['public', 'special', 'canteen', 'donation', 'self_raised', 'other'];

/** The other codes that records keep: kind of record, field, every code of it. */
const CODES: [string, string, string[]][] = [
  [
    'approval',
    'step',
    ['logistics_director', 'vice_principal', 'principal', 'office_meeting', 'staff_congress'],
  ],
  ['attachment', 'kind', ['photo', 'document']],
  ['attachment', 'purpose', ['reported', 'done']],
  ['budget', 'fund', FUNDS],
  ['canteen', 'mode', ['own', 'contracted', 'delivered']],
  ['canteen_incident', 'reported_to', ['market', 'education', 'health', 'fire', 'other']],
  ['canteen_menu', 'meal', ['breakfast', 'lunch', 'dinner', 'snack']],
  [
    'canteen_record',
    'kind',
    ['food_sample', 'disinfection', 'accompanied_meal', 'leftovers', 'training', 'survey'],
  ],
  ['canteen_record', 'method', ['steam', 'infrared', 'chlorine', 'boiling', 'ultraviolet']],
  ['canteen_record', 'of_whom', ['pupils', 'teachers', 'parents']],
  ['goods_receipt', 'kind', ['cards', 'stock', 'used']],
  ['goods_receipt', 'posting_mode', ['own', 'centre']],
  ['goods_receipt', 'refused_goods', ['returned', 'destroyed']],
  ['goods_receipt', 'rule', ['SD2']],
  ['inspection_plan', 'check_kind', ['major', 'minor', 'spot', 'daily']],
  ['inspection_plan', 'level', ['self_check', 'recheck', 'general']],
  ['inspection_plan', 'every', ['day', 'week', 'days', 'month', 'term']],
  ['inspection_round', 'sample_of', ['cards', 'places', 'lots']],
  ['outside_inspection', 'authority', ['market', 'education', 'health', 'fire', 'other']],
  ['outside_inspection', 'result', ['pass', 'rectify', 'penalty']],
  ['petty_purchase', 'fund', FUNDS],
  ['petty_purchase', 'posting_mode', ['own', 'centre']],
  ['purchase_order', 'rule', ['SD4']],
  ['purchase_request', 'fund', FUNDS],
  ['quote', 'channel', ['phone', 'shop', 'screenshot', 'written', 'price_list', 'e_mall']],
  ['quote_sheet', 'single_source', ['only_source', 'emergency', 'compatibility']],
  ['stock_item', 'food_group', ['staple', 'non_staple', 'meat']],
  ['stock_item', 'storage', ['ambient', 'chilled', 'frozen']],
  ['stock_document', 'kind', ['receipt', 'issue', 'return', 'count', 'transfer']],
  ['stock_document', 'source', ['opening', 'donation', 'purchase']],
  ['stock_document', 'confirmation', ['on_device', 'on_paper']],
  ['supplier', 'status', ['active', 'suspended']],
  ['supplier_bank_account', 'state', ['proposed', 'confirmed', 'refused']],
  [
    'supplier_licence',
    'kind',
    [
      'business_licence',
      'food_business_licence',
      'food_production_licence',
      'agreement',
      'insurance',
      'other',
    ],
  ],
];

test.each(CODES)('no code of a %s shows in its %s', (kind, field, codes) => {
  for (const code of codes) {
    setLocale('zh-CN', { reload: false });
    expect(valueName(kind, field, code)).toMatch(/\p{Script=Han}/u);
    setLocale('en', { reload: false });
    expect(valueName(kind, field, code)).toMatch(/^[A-Z“][^_]*$/);
  }
});

test('what people wrote stays as they wrote it', () => {
  expect(valueName('requisition', 'purpose', 'done')).toBe('done');
  expect(valueName('purchase_request', 'note', 'approved')).toBe('approved');
  expect(valueName('petty_purchase', 'shop', 'other')).toBe('other');
});
