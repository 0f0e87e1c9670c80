import { randomUUID } from 'node:crypto';
import { type CanteenBook, keepBook } from './canteen-book';
import { cannotWait } from './emergency';
import { keepFood } from './food';
import { inspect } from './inspections';
import { meet, meetAboutReagents } from './meetings';
import { orderThings } from './orders';
import { keepPapers } from './papers';
import { buy } from './petty';
import { askForPrices } from './quotes';
import { PASSWORD, type RealSchool } from './real-school';
import { receiveGoods } from './receipts';

/** A small school in which every page has something to show. */
export interface FurnishedSchool {
  url: string;
  /** Of the administrator, and of somebody with all the roles beside him. */
  admin: Cookies;
  office: Cookies;
  building: string;
  room: string;
  /** That of today, with a summary that was begun. */
  term: string;
  /** The code on the room's door. */
  sign: string;
  /** Holds a grant, and another one that waits for the second key. */
  person: string;
  asset: string;
  /** Last month's depreciation, not closed yet. */
  depreciation: string;
  /** Its class, which has a ledger. */
  ledgerClass: string;
  /** Finance's figures beside the cards: some of them differ. */
  reconciled: string;
  /** In somebody's hands. */
  atWork: string;
  /** Fixed, and waiting for whoever reported it. */
  done: string;
  /** Came back revised, and waits for somebody of the office. */
  purchase: string;
  /** A draft of his own. */
  draft: string;
  /** Of a purchase without asking first, with its invoice. */
  pettyApproval: string;
  /** Of the one that came back: it came back before, and was written anew. */
  revisedApproval: string;
  /** Bought at the corner for the case that is fixed, and approved. */
  petty: string;
  /** Another one of the same shop, in the accounts. */
  entered: string;
  /** The calendar year that has budgets: more than enough of public funds, none of another that is used. */
  budgetYear: number;
  /** The numbers of what public funds were given, and of what was taken back. */
  budgetGiven: number;
  budgetCut: number;
  /** Another one of his own, that came back. */
  returned: string;
  /** Of the purchase. */
  approval: string;
  /** Decided by a meeting, with a photo of its minutes. */
  met: string;
  /** Of it. */
  metApproval: string;
  /** An approval that waits for a meeting. */
  toMeet: string;
  /** Bought at the corner, and decided by a meeting. */
  metPetty: string;
  /** Approved, and priced by three shops: the sheet was settled once and opened again. */
  quoted: string;
  /** Approved, and nobody has asked for prices. */
  unasked: string;
  /** Approved, and settled. */
  settled: string;
  /** Waits for its approvals, and priced by two shops meanwhile. */
  asking: string;
  askingApproval: string;
  /** Could not wait, was ordered, and was refused afterwards. */
  emergency: string;
  /** What was ordered of it. */
  urgentOrder: string;
  /** Bought by one: waits for somebody of the office to sign for that. */
  toCosign: string;
  /** Accepted by one: the same. */
  receiptToCosign: string;
  /** Accepted, and its signed papers came back. */
  claimed: string;
  /** Its packet holds a paper of the store and the invoices themselves. */
  bound: string;
  /** A notice on the board. */
  hung: string;
  /** A notice that should hang there. */
  toHang: string;
  /** Holds licences that end, a former one, and an account that waits. */
  supplier: string;
  /** The account that waits. */
  account: string;
  /** Approved, and half of it ordered. */
  half: string;
  /** Of it: bought by two, nothing has come. */
  ordered: string;
  /** Waits for somebody of the office as the other buyer. */
  proposed: string;
  /** Bought by somebody else; a part of it came. */
  partial: string;
  /** Approved; a part of it was bought, nothing of it is open. */
  left: string;
  /** The same, and the rest was given up. */
  givenUp: string;
  /** A store with things in it, one of them below its minimum. */
  store: string;
  /** An item of the store that is exchanged old for new. */
  item: string;
  /** Lies in two stores. */
  chalk: string;
  /** Food that is good, and food that was recalled. */
  lot: string;
  stoppedLot: string;
  /** Another store, whose keeper has things of the first one. */
  other: string;
  /** What moved there. */
  transfer: string;
  /** Parts of the repair that is at work. */
  repairParts: string;
  /** Handed out over its counter. */
  issue: string;
  /** Handed out to the class, not all of it. */
  distribution: string;
  /** Paper for the class: approved, to be handed out; and another that came back. */
  planned: string;
  sentBack: string;
  /** Asked for by somebody else, and approved. */
  requisition: string;
  /** Of somebody of the office, returned. */
  askedAgain: string;
  /** Something to be printed: few sheets, so nobody decided. */
  printRun: string;
  /** An order that is still to come. */
  coming: string;
  /** Goods that somebody of the office counted and another has not signed for; something was refused. */
  inspecting: string;
  /** Accepted, a card and a lot, and in no account: somebody of the office may enter it. */
  accepted: string;
  /** What it became: a card, and the paper of the store. */
  boughtCard: string;
  boughtStock: string;
  /** In the books of the accounting centre. */
  posted: string;
  /** Of every kind of item. */
  checklist: string;
  inspectionPlan: string;
  /** A round that goes on, and one that somebody of the office is asked to sign. */
  going: string;
  toSign: string;
  /** What is written down in the canteen. */
  book: CanteenBook;
  /** The code of a report from the door that is fixed. */
  followUp: string;
}

export type Cookies = { name: string; value: string; url: string }[];

export async function furnish(school: RealSchool): Promise<FurnishedSchool> {
  const { api } = school;
  await school.setUp();
  // One person for everything: only a small school lets him.
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());
  const small = { value: true, valid_from: today, source: '校务会', reason: '人手少' };
  await api('P001', 'PUT', '/policies/roles.small_school', small, 0);
  // Low, so that what is asked for here comes to it and says so.
  const limit = { value: '400.00', valid_from: today, source: '市财政局', reason: '本地标准' };
  await api('P001', 'PUT', '/policies/purchase.gov_procurement_limit', limit, 0);
  const everything = [
    'head_custodian',
    'logistics_director',
    'repair_worker',
    'finance',
    'canteen_manager',
  ];
  const all = await school.person('周全', 'Z001', everything);
  const worker = await school.person('王师傅', 'W001', ['repair_worker']);
  await api('A001', 'POST', `/people/${worker}/role-grants`, { role: 'head_custodian' });
  const plan = { building: '致远楼', floors: 2, rooms_per_floor: 4 };
  const { building } = await api('A001', 'POST', '/locations/generate', plan);
  await api('A001', 'POST', '/repair-routes', { worker_id: all });
  await api('A001', 'POST', '/notice-channels', {
    kind: 'wecom',
    name: '总务群',
    address: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=4f6d2c9e',
    topics: [],
  });
  const rooms = await api('A001', 'GET', '/locations?kind=room');
  const room = rooms.items.find((candidate: { name: string }) => candidate.name === '203');
  const { id: term } = await api('A001', 'POST', '/terms', {
    school_year: 2026,
    season: 'autumn',
    starts_on: '2026-09-01',
    ends_on: '2027-01-22',
  });
  await api('A001', 'POST', '/classes', {
    grade: 3,
    number: 2,
    size: 42,
    room_id: room.id,
    class_teacher_id: all,
  });
  const card = {
    name: '学生课桌椅（可升降，含抽屉与挂钩）',
    category_code: 'A05010304',
    location_id: room.id,
    quantity: '48',
    unit_price: '215.50',
    acquired_on: '2024-08-20',
    supplier: '华联办公',
  };
  const asset = await api('Z001', 'POST', '/assets', card);
  await api('Z001', 'POST', `/assets/${asset.id}/due-dates`, {
    kind: 'inspection',
    due_on: '2020-09-01',
    note: '送检验所，先打电话',
  });
  const { id: depreciation } = await api('Z001', 'POST', '/depreciation-runs', {
    period: monthBefore(today),
  });
  const { id: reconciled } = await api('Z001', 'POST', '/ledger-reconciliations', {
    from: '2024-01-01',
    as_of: today,
    source: '财务系统科目余额表',
    balances: [{ category_code: 'A05', original_value: '10000.00' }],
    vouchers: [{ voucher_no: '记-12', posted_on: '2024-08-30', amount: '10344.00' }],
  });
  await api('Z001', 'POST', '/ledger-exports', { ledger: 'general' });
  const report = async (category: string, text: string) => {
    const body = { location_id: room.id, faults: [{ category, danger: false }], text };
    return (await api('Z001', 'POST', '/repair-cases', body)).items[0];
  };
  const atWork = await report('lighting', '第三排的灯一闪一闪，昨天换过一次灯管还是这样');
  const done = await report('furniture', '');
  await fix(school, done.id);
  const purchases = await askForThings(school);
  const met = await meet(school);
  const quotes = await askForPrices(school);
  const { wholesaler, ...orders } = await orderThings(school);
  const reagents = await meetAboutReagents(school, wholesaler, worker);
  const papers = await keepPapers(school, wholesaler);
  const bought = await buyAtTheCorner(school, worker, done.id);
  const allotted = await allotBudgets(school);
  const urgent = await cannotWait(school, worker);
  const stock = await keepStores(school, all, worker, atWork.id);
  const goods = await receiveGoods(school, stock.store, room.id);
  const inspected = await inspect(school, room.id);
  const book = await keepBook(school, 'Z001', room.id, today);
  const followUp = await reportWithoutAccount(school.url, room.sign_code);
  await seatAnAuditor(school);
  const open = await api('Z001', 'GET', '/repair-cases?category=lock');
  await fix(school, open.items[0].id);
  const words = { opening: '本学期后勤围绕教学开展工作。\n人手紧，事情多。', plan: '暑假换窗帘。' };
  await api('Z001', 'PUT', `/term-summaries/${term}`, words, 0);
  return {
    url: school.url,
    admin: await school.cookies('A001'),
    office: await school.cookies('Z001'),
    building: building.id,
    room: room.id,
    term,
    sign: room.sign_code,
    person: worker,
    asset: asset.id,
    depreciation,
    ledgerClass: card.category_code,
    reconciled,
    atWork: atWork.id,
    done: done.id,
    ...purchases,
    ...met,
    ...reagents,
    ...bought,
    ...quotes,
    ...allotted,
    ...orders,
    ...urgent,
    ...papers,
    ...stock,
    ...goods,
    ...inspected,
    book,
    followUp,
  };
}

/** The month before a day's, as the server writes it. */
function monthBefore(day: string): string {
  const last = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  last.setUTCDate(0);
  return last.toISOString().slice(0, 7);
}

/** Somebody sits in an auditor's seat, and a new code lies sealed. */
async function seatAnAuditor({ api, url }: RealSchool): Promise<void> {
  const { code } = await api('P001', 'POST', '/auditor-code');
  const body = { code, name: '陈审计', unit: '县审计局经济责任审计科', password: PASSWORD };
  const answer = await fetch(`${url}/api/v1/auditor-seats`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`no seat: ${await answer.text()}`);
  await api('P001', 'POST', '/auditor-code');
}

async function reportWithoutAccount(url: string, sign: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/signs/${sign}/repair-cases`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ faults: [{ category: 'lock', danger: false }], text: '钥匙拧不动' }),
  });
  const { cases } = (await answer.json()) as { cases: { follow_up_code: string }[] };
  return cases[0]?.follow_up_code ?? '';
}

async function fix({ api }: RealSchool, id: string): Promise<void> {
  const { version } = await api('Z001', 'GET', `/repair-cases/${id}`);
  const started = await api('Z001', 'POST', `/repair-cases/${id}/start`, {}, version);
  const finish = { damage: 'natural_wear', work_note: '换了锁芯' };
  await api('Z001', 'POST', `/repair-cases/${id}/finish`, finish, started.version);
}

/** A purchase that came back and was asked for again, and a draft of somebody who decides himself. */
async function askForThings({ api, person }: RealSchool) {
  await person('何老师', 'T001', ['staff']);
  await person('秦副校长', 'V001', ['vice_principal']);
  const curtains = (quantity: string) => ({
    purpose: '三(2)班朝西，下午看不清屏幕，换遮光窗帘',
    fund: 'public',
    lines: [
      { name: '遮光窗帘', spec: '2.6×2.2 米，米色', unit: '幅', quantity, unit_price: '185.00' },
      { name: '窗帘轨道', unit: '根', quantity, unit_price: '45.00' },
    ],
  });
  const asked = await api('T001', 'POST', '/purchase-requests', curtains('6'));
  const at = `/purchase-requests/${asked.id}`;
  const { approval_id: approval } = await api('T001', 'POST', `${at}/submit`, {}, asked.version);
  const reason = { reason: '先换西面四幅' };
  await api('Z001', 'POST', `/approvals/${approval}/return`, reason, 1);
  const { version } = await api('T001', 'GET', at);
  const revised = await api('T001', 'PUT', at, curtains('4'), version);
  await api('T001', 'POST', `${at}/submit`, {}, revised.version);
  // Chalk lies in the store: the page of the draft says so.
  const wish = curtains('2');
  const chalk = { name: '无尘粉笔', unit: '盒', quantity: '5', unit_price: '4.80' };
  const lines = [...wish.lines, chalk];
  const draft = await api('Z001', 'POST', '/purchase-requests', { ...wish, lines });
  return { purchase: asked.id as string, draft: draft.id as string, approval: approval as string };
}

/** Two purchases without asking first: one approved, one sent back. */
async function buyAtTheCorner(school: RealSchool, witness_id: string, repair_case_id: string) {
  const { api } = school;
  const shop = { shop: '校门口五金建材经营部', witness_id, fund: 'public' };
  const petty = await buy(school, 'Z001', {
    ...shop,
    bought_on: '2026-09-03',
    purpose: '三(2)班前门锁芯坏了，换锁芯',
    invoice_no: '26412000001234567890',
    repair_case_id,
    lines: [
      { name: '防盗门锁芯', spec: 'AB 级，偏心', unit: '把', quantity: '1', unit_price: '65.00' },
      { name: '螺丝', unit: '包', quantity: '2', unit_price: '3.50' },
      // What somebody asks for elsewhere: a price from before, and a mark.
      { name: '窗帘轨道', unit: '根', quantity: '1', unit_price: '45.00' },
    ],
  });
  const valve = {
    ...shop,
    bought_on: new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date()),
    purpose: '厕所换角阀',
    lines: [{ name: '角阀', unit: '只', quantity: '1', unit_price: '38.00' }],
  };
  const returned = await buy(school, 'Z001', valve);
  const decide = async (id: string, act: string, body: object) => {
    const view = await api('Z001', 'GET', `/petty-purchases/${id}`);
    const at = `/approvals/${view.approval_id}`;
    const { version } = await api('V001', 'GET', at);
    await api('V001', 'POST', `${at}/${act}`, body, version);
  };
  await decide(petty, 'approve', {});
  // Sent back twice: what was handed in first stays, with what was changed.
  await decide(returned, 'return', { reason: '价格和发票不一样' });
  const seen = await api('Z001', 'GET', `/petty-purchases/${returned}`);
  const [line] = valve.lines;
  const cheaper = { ...valve, lines: [{ ...line, unit_price: '36.00' }] };
  await api('Z001', 'PUT', `/petty-purchases/${returned}`, cheaper, seen.version);
  await decide(returned, 'return', { reason: '发票拍糊了，请重拍一张' });
  const entered = await buy(school, 'Z001', {
    ...shop,
    bought_on: '2026-09-04',
    purpose: '三(2)班后门换合页',
    lines: [{ name: '合页', unit: '副', quantity: '2', unit_price: '6.00' }],
  });
  await decide(entered, 'approve', {});
  // By somebody who had no part in it.
  const { version } = await api('P001', 'GET', `/petty-purchases/${entered}`);
  await api('P001', 'POST', '/petty-purchases/post', {
    items: [{ id: entered, version }],
    mode: 'centre',
    voucher_no: 'HS-2026-0911',
    posted_on: '2026-09-30',
    submitted_on: '2026-09-28',
  });
  const { approval_id } = await api('Z001', 'GET', `/petty-purchases/${petty}`);
  return {
    petty,
    returned,
    entered,
    pettyApproval: approval_id as string,
    revisedApproval: seen.approval_id as string,
  };
}

/** Public funds, given and put right. */
async function allotBudgets({ api }: RealSchool) {
  const { this_year: year } = await api('V001', 'GET', '/budgets');
  // Its number is the last one of the fund's events, whatever was bought of it before.
  const allot = async (fund: string, amount: string, reason: string, allotted_before?: string) => {
    const body = { year, fund, amount, reason, allotted_before };
    return (await api('V001', 'POST', '/budgets', body)).events as number;
  };
  const budgetGiven = await allot('public', '120000.00', '教育局核定的年度预算');
  const budgetCut = await allot('public', '-8000.00', '年中调减', '120000.00');
  await allot('special', '30000.00', '操场维修专项');
  return { budgetYear: year as number, budgetGiven, budgetCut };
}

/** A store that two keep: something received, handed out, handed to a class and asked for. */
async function keepStores(
  { api, person }: RealSchool,
  all: string,
  worker: string,
  repair: string,
) {
  const name = { name: '总务库房', keeper_ids: [all, worker] };
  const { id: store } = await api('Z001', 'POST', '/stores', name);
  const add = async (body: object) =>
    (await api('Z001', 'POST', '/stock-items', { category: '清洁用品', ...body })).id as string;
  const item = await add({ name: '拖把', unit: '把', old_for_new: true, minimum: '30' });
  const chalk = await add({ name: '无尘粉笔', spec: '白色，50 支装', unit: '盒' });
  const paper = await add({
    name: '复印纸',
    spec: 'A4 70 克',
    unit: '包',
    controlled_above: '5',
    sheets_per_unit: 500,
  });
  const line = (item_id: string, quantity: string, value: string) => ({
    item_id,
    quantity,
    value,
    bin: '东墙第二层货架',
  });
  const lines = [line(item, '3', '54.00'), line(chalk, '20', '96.00'), line(paper, '40', '720.00')];
  await api('Z001', 'POST', '/stock-receipts', { store_id: store, source: 'opening', lines });
  const { id: issue } = await api('Z001', 'POST', '/stock-issues', {
    store_id: store,
    receiver_id: worker,
    purpose: '打扫楼道',
    confirmation: 'on_device',
    lines: [{ item_id: item, quantity: '2', old_pieces: 1, note: '一把找不到了' }],
  });
  const classes = (await api('Z001', 'GET', '/classes')).items;
  const { id: distribution } = await api('Z001', 'POST', '/stock-distributions', {
    store_id: store,
    purpose: '开学发放',
    class_ids: classes.map((one: { id: string }) => one.id),
    lines: [{ item_id: item, quantities: classes.map(() => '4') }],
  });
  const plan = async (act: string, said: object) => {
    const { id, approval_id } = await api('Z001', 'POST', '/stock-distributions', {
      store_id: store,
      purpose: '期末复习卷用纸',
      class_ids: classes.map((one: { id: string }) => one.id),
      lines: [
        { item_id: paper, quantities: classes.map(() => '6') },
        { item_id: chalk, quantities: classes.map(() => '2') },
      ],
    });
    await api('V001', 'POST', `/approvals/${approval_id}/${act}`, said, 1);
    return id as string;
  };
  const planned = await plan('approve', {});
  const sentBack = await plan('return', { reason: '先用完上学期剩下的' });
  const asked = async (by: string, decider: string, act: string, body: object) => {
    const wish = { purpose: '期末试卷印刷', lines: [{ item_id: paper, quantity: '10' }] };
    const { id, approval_id } = await api(by, 'POST', '/requisitions', wish);
    const { version } = await api(decider, 'GET', `/approvals/${approval_id}`);
    await api(decider, 'POST', `/approvals/${approval_id}/${act}`, body, version);
    return id as string;
  };
  const requisition = await asked('T001', 'Z001', 'approve', {});
  const askedAgain = await asked('Z001', 'V001', 'return', { reason: '先用完上学期剩下的' });
  // Both that came back come back once more: what was submitted first stays.
  const writeAnew = async (path: string, body: object) => {
    const { version, approval_id } = await api('Z001', 'GET', path);
    await api('Z001', 'PUT', path, body, version);
    const waits = await api('V001', 'GET', `/approvals/${approval_id}`);
    const said = { reason: '还是多了' };
    await api('V001', 'POST', `/approvals/${approval_id}/return`, said, waits.version);
  };
  await writeAnew(`/stock-distributions/${sentBack}`, {
    store_id: store,
    purpose: '期末复习卷用纸',
    class_ids: classes.map((one: { id: string }) => one.id),
    lines: [{ item_id: paper, quantities: classes.map(() => '5') }],
  });
  await writeAnew(`/requisitions/${askedAgain}`, {
    purpose: '期末试卷印刷',
    lines: [{ item_id: paper, quantity: '8' }],
  });
  const print = { item_id: paper, pages: 4, copies: 45, both_sides: true };
  const run = { purpose: '三年级期末数学卷', print };
  const { id: printRun } = await api('T001', 'POST', '/requisitions', run);
  const food = await keepFood(api, store, worker);
  // A second store that both keep, with something moved there; parts for the repair that the worker has in hand.
  const second = { name: '体育器材室', keeper_ids: [worker] };
  const { id: other } = await api('Z001', 'POST', '/stores', second);
  const { id: transfer } = await api('Z001', 'POST', '/stock-transfers', {
    store_id: store,
    to_store_id: other,
    receiver_id: worker,
    purpose: '运动会画线',
    lines: [{ item_id: chalk, quantity: '2', bin: '门口' }],
  });
  const tube = await add({ name: 'LED 灯管', unit: '支', category: '维修配件' });
  const parts = [line(tube, '10', '185.00')];
  await api('Z001', 'POST', '/stock-receipts', {
    store_id: store,
    source: 'opening',
    lines: parts,
  });
  // Whoever repairs hands nothing out to himself.
  await person('钱保管', 'K003', ['head_custodian']);
  const { id: repairParts } = await api('K003', 'POST', '/stock-issues', {
    store_id: store,
    receiver_id: all,
    repair_case_id: repair,
    purpose: '换灯管',
    confirmation: 'on_device',
    lines: [
      { item_id: tube, quantity: '2' },
      { item_id: chalk, quantity: '1' },
    ],
  });
  return {
    store: store as string,
    other: other as string,
    transfer: transfer as string,
    repairParts: repairParts as string,
    item,
    chalk,
    ...food,
    issue,
    distribution,
    planned,
    sentBack,
    requisition,
    askedAgain,
    printRun: printRun as string,
  };
}
