import type { Page } from '@playwright/test';
import { pagesOf } from './paper';
import { day } from './quotes';
import { expect, forgetWho, type RealSchool, test } from './real-school';
import { ordered } from './receipts';

// 50 chairs and 20 boxes of paper: bought by two, counted by a third at the gate, signed by whoever asked for them; a card of 48,
// two refused, a lot of which something is handed out; entered into the accounts by somebody who had no part in it, and hung on the board.
test.describe.configure({ timeout: 90_000 });
// What was forgotten is said by the page; the same invoice twice by the server, and the browser adds its own line.
test.use({ allowConsole: /status of (409|422)/ });

const INVOICE = '26412000001234567890';
const NOT_THE_RULE = /^(验收人不合规定|The acceptors are not)/;

async function bought(school: RealSchool) {
  const { api, person, setUp } = school;
  await setUp();
  await person('周主任', 'D001', ['logistics_director']);
  await person('秦副校长', 'V001', ['vice_principal']);
  await person('郑报账', 'F001', ['vice_principal']);
  await person('李老师', 'T001', ['staff']);
  await person('王师傅', 'W001', ['repair_worker']);
  await person('吴保管', 'C001', ['head_custodian']);
  const keeper = await person('孙保管', 'K001', ['head_custodian']);
  const plan = { building: '致远楼', floors: 1, rooms_per_floor: 2 };
  await api('A001', 'POST', '/locations/generate', plan);
  const name = { name: '总务库房', keeper_ids: [keeper] };
  const { id: store } = await api('D001', 'POST', '/stores', name);
  const paper = { name: '复印纸', unit: '包', category: '办公用品' };
  await api('K001', 'POST', '/stock-items', paper);
  const { id: supplier } = await api('D001', 'POST', '/suppliers', { name: '城南校具店' });
  const order = await ordered(school, {
    requester: 'T001',
    signers: ['D001', 'V001', 'P001'],
    buyers: ['C001', 'W001'],
    supplier,
    lines: [
      { name: '课椅', spec: '2 号', unit: '把', quantity: '50', unit_price: '30.00' },
      { name: '复印纸', unit: '箱', quantity: '20', unit_price: '20.00' },
    ],
  });
  return { order, store: store as string, supplier: supplier as string };
}

const field = (page: Page, path: string) => page.locator(`[data-path="${path}"]`);

const send = (page: Page) =>
  page.locator('form button[type=submit]').filter({ visible: true }).first().click();

async function pick(page: Page, path: string, name: string): Promise<void> {
  await field(page, path).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('searchbox').fill(name);
  await dialog.getByRole('button', { name }).first().click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

async function photograph(page: Page): Promise<void> {
  const buffer = await page.screenshot({ type: 'jpeg' });
  const photo = { name: '断腿.jpg', mimeType: 'image/jpeg', buffer };
  // The invoice's own field takes one file at a time.
  await page.locator('input[type=file][multiple]').setInputFiles(photo);
  await expect(page.getByText(/^(已上传|Uploaded)$/)).toHaveCount(1);
}

/** Chairs: two are broken, and 48 become one card in a room. */
async function countChairs(page: Page): Promise<void> {
  await expect(field(page, 'lines.0.accepted')).toHaveValue('50');
  for (let chair = 0; chair < 2; chair += 1) {
    await page
      .getByRole('button', { name: /^(课椅 2 号验收数量减一|One less of Accepted)/ })
      .click();
  }
  await expect(field(page, 'lines.0.accepted')).toHaveValue('48');
}

test('50 chairs and 20 boxes of paper: a card of 48, two refused, a lot, an issue, a voucher, a notice', async ({
  page,
  school,
  axe,
  targets,
}) => {
  const { store } = await bought(school);
  await school.signIn(page, 'K001');
  await page.goto(`${school.url}/goods-receipts`);
  await page
    .getByRole('link', { name: /^(验收到货|Receive goods)$/ })
    .filter({ visible: true })
    .click();
  await page.getByRole('link', { name: /课椅/ }).click();
  await countChairs(page);
  // What is forgotten is said at once, and the caret is there.
  await send(page);
  await expect(page.getByText(/^(有拒收的，请拍|A photo of what is refused)/)).toBeVisible();
  await expect(field(page, 'lines.0.refusal_reason')).toBeFocused();
  await field(page, 'lines.0.refusal_reason').fill('两把断腿');
  await photograph(page);
  // A chair is known as one: the card is proposed, one for all of them.
  await expect(field(page, 'lines.0.destination.kind')).toBeChecked();
  await expect(field(page, 'lines.0.destination.category_code')).toContainText('A05010304');
  await pick(page, 'lines.0.destination.location_id', '101');
  await axe();
  await targets();
  await page
    .getByRole('button', { name: /^(这一项好了|Done with this one)$/ })
    .filter({ visible: true })
    .first()
    .click();
  await expect(field(page, 'lines.0.accepted')).toBeHidden();
  // The store counts paper in packs.
  await expect(field(page, 'lines.1.destination.item_id')).toContainText('复印纸');
  await field(page, 'lines.1.destination.quantity').fill('100');
  await field(page, 'lines.1.destination.bin').fill('A1');
  await field(page, 'invoice_nos.0').fill('123');
  await expect(page.getByRole('list', { name: /^(验收人|Acceptors)$/ })).toContainText('李老师');
  await axe();
  await targets();
  await send(page);
  await expect(page.getByText(/^(发票号码是 20|The number of an invoice)/).last()).toBeVisible();
  await field(page, 'invoice_nos.0').fill(INVOICE);
  await send(page);
  await expect(page).toHaveURL(/goods-receipts\/[0-9a-f-]{36}$/);
  await expect(page.getByText(/^(等签字验收|Waits for signatures)$/).first()).toBeVisible();
  await expect(page.getByText(/两把断腿/)).toBeVisible();
  await expect(page.getByText(/您已经签过字|You have signed it/)).toBeVisible();
  await axe();
  await targets();
  const receipt = page.url();

  await forgetWho(page);
  await school.signIn(page, 'T001');
  // What is left for him to sign is a list of its own.
  await page.goto(`${school.url}/goods-receipts`);
  await page.getByRole('button', { name: /^(等我签字|Waiting for me)$/ }).click();
  await expect(page).toHaveURL(/view=waiting_for_me/);
  await expect(page.getByText(/课椅/).filter({ visible: true }).first()).toBeVisible();
  await axe();
  await targets();
  await page.goto(receipt);
  await page
    .getByRole('button', { name: /^(签字验收|Sign and accept)$/ })
    .filter({ visible: true })
    .click();
  await expect(page.getByText(/^(已建 1 张卡片|Cards made: 1)$/)).toBeVisible();
  await expect(page.getByText('壹仟捌佰肆拾元整')).toBeVisible();
  await axe();

  await forgetWho(page);
  await school.signIn(page, 'K001');
  await page.goto(receipt);
  // What things cost is for whoever asked for them, bought them or keeps the accounts.
  await expect(page.getByText(/元整/)).toHaveCount(0);
  const lines = page.locator('section[aria-labelledby=lines] li');
  await lines.first().getByRole('link').click();
  await expect(page).toHaveURL(/\/assets\//);
  await expect(page.getByText(/^48 ?把$/).first()).toBeVisible();
  await page.goto(`${school.url}/stores/${store}/issue`);
  await pick(page, 'receiver_id', '李老师');
  await page.getByRole('button', { name: /^复印纸.*100/ }).click();
  await field(page, 'lines.0.quantity').fill('5');
  await page
    .getByRole('button', { name: /^(请领用人确认|Let the receiver confirm)$/ })
    .filter({ visible: true })
    .click();
  await page.getByRole('dialog').locator('button').last().click();
  await expect(page.getByRole('status').filter({ hasText: '李老师' })).toBeVisible();
  const { items } = await school.api('K001', 'GET', '/stock-items');
  expect(items[0].on_hand).toBe('95');

  await post(page, school, receipt);
  await axe();
  await page.goto(`${receipt}/print`);
  await expect(page.getByRole('article')).toContainText('壹仟捌佰肆拾元整');
  await expect(page.getByRole('article')).toContainText('记-2026-11-0032');
  expect(await pagesOf(page)).toEqual({ pages: 1, width: 210, height: 297 });

  await hangUp(page, school);
  await axe();
  await targets();
});

/** A notice of this month, a photo of the board, and nothing that should hang there and does not. */
async function hangUp(page: Page, school: RealSchool): Promise<void> {
  await forgetWho(page);
  await school.signIn(page, 'D001');
  await page.goto(`${school.url}/purchases/publications`);
  await page
    .getByRole('link', { name: /^(拟一份公示|New notice)$/ })
    .filter({ visible: true })
    .click();
  await field(page, 'phone').fill('0571-88880000');
  await send(page);
  await expect(page).toHaveURL(/publications\/[0-9a-f-]{36}$/);
  const listed = page.getByRole('table');
  await expect(listed).toContainText('课椅');
  await expect(listed).toContainText('¥1,840.00');
  await page
    .getByRole('button', { name: /^(已张贴，拍照存档|It hangs there: keep a photo)$/ })
    .filter({ visible: true })
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('[data-path="published_until"]').fill(day(7));
  const board = { name: '公示栏.jpg', mimeType: 'image/jpeg' };
  const buffer = await page.screenshot({ type: 'jpeg' });
  await dialog.locator('input[type=file]').setInputFiles({ ...board, buffer });
  await expect(dialog.getByText(/^(已上传|Uploaded)$/)).toHaveCount(1);
  await dialog.locator('button[type=submit]').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText(/^(公示中|On the board)$/).first()).toBeVisible();
  await expect(page.locator('section[aria-labelledby=board] img')).toHaveCount(1);
  expect((await school.api('D001', 'GET', '/publications/overdue')).count).toBe(0);
  await page.goto(`${school.url}/purchases/publications?overdue=true`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('heading', { name: /^(该公示没公示|Should hang)/ })).toHaveCount(0);
  await expect(page.getByRole('link', { name: /月采购公示$|^Purchases of/ })).toHaveCount(0);
}

/** Whoever took part may not; whoever did not enters it, out of the list of what waits. */
async function post(page: Page, school: RealSchool, receipt: string): Promise<void> {
  await forgetWho(page);
  await school.signIn(page, 'V001');
  await page.goto(receipt);
  await expect(page.getByText(/(审批、采购、验收过|Who approved, bought)/)).toBeVisible();

  await forgetWho(page);
  await school.signIn(page, 'F001');
  await page.goto(`${school.url}/goods-receipts?view=unposted`);
  await expect(page.locator('dl')).toContainText('¥1,840.00');
  await page
    .getByRole('link', { name: /课椅|YS/ })
    .first()
    .click();
  await page
    .getByRole('button', { name: /^(入账|Enter into the accounts)$/ })
    .filter({ visible: true })
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('button[type=submit]').click();
  await expect(dialog.getByText(/^(请选谁记账|Choose who keeps)/)).toBeVisible();
  await dialog.getByRole('radio', { name: /^(学校自己|The school itself)/ }).check();
  await dialog.locator('[data-path="voucher_no"]').fill('记-2026-11-0032');
  await dialog.locator('button[type=submit]').click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText(/^(已入账|In the accounts)$/).first()).toBeVisible();
  await expect(page.getByText('记-2026-11-0032')).toBeVisible();
}

test('only one can accept: why is written down, and a second person signs for it before it counts', async ({
  page,
  school,
  axe,
  targets,
}) => {
  const { supplier } = await bought(school);
  const order = await ordered(school, {
    requester: 'T001',
    signers: ['D001'],
    buyers: ['C001', 'W001'],
    supplier,
    lines: [{ name: '空调移机', unit: '次', quantity: '1', unit_price: '400.00' }],
  });
  await school.signIn(page, 'K001');
  await page.goto(`${school.url}/goods-receipts/new?order=${order}`);
  await page.getByRole('radio', { name: /^(当场用掉|Used at once)/ }).check();
  await expect(page.getByRole('checkbox', { name: NOT_THE_RULE })).toHaveCount(0);
  await page.getByRole('button', { name: /^(不用李老师验收|Without 李老师)$/ }).click();
  await page.getByRole('checkbox', { name: NOT_THE_RULE }).check();
  await field(page, 'exception.reason').fill('其他人都在外地培训');
  await pick(page, 'exception.cosigner_id', '秦副校长');
  await axe();
  await targets();
  await send(page);
  await expect(page).toHaveURL(/goods-receipts\/[0-9a-f-]{36}$/);
  await expect(page.getByText(/^(等会签人签字|Waits for the co-sig)/).first()).toBeVisible();
  const receipt = page.url();

  await forgetWho(page);
  await school.signIn(page, 'V001');
  await page.goto(receipt);
  await axe();
  await page.getByRole('button', { name: /^(我来会签|Co-sign)$/ }).click();
  await expect(page.getByText(/^(已验收，未入账|Accepted, not in)/).first()).toBeVisible();
  await expect(page.getByText(/(会签：|Co-signed by )秦副校长/)).toBeVisible();
  await axe();
});

test('counted wrong: a receipt is cancelled with its reason, and its order is open again', async ({
  page,
  school,
  axe,
}) => {
  const { order } = await bought(school);
  const teacher = (await school.api('T001', 'GET', '/me')).person.id;
  const { id } = await school.api('K001', 'POST', '/goods-receipts', {
    order_id: order,
    delivered_on: day(),
    acceptor_ids: [teacher],
    using_side_id: teacher,
    lines: [{ position: 1, delivered: '20', accepted: '20', destination: { kind: 'used' } }],
  });
  await school.signIn(page, 'K001');
  await page.goto(`${school.url}/goods-receipts/${id}`);
  await page.getByRole('button', { name: /^(取消验收|Cancel the receipt)$/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('[data-path="reason"]').fill('点错了数量');
  await axe();
  await dialog.locator('button[type=submit]').click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText(/点错了数量/).first()).toBeVisible();

  // A buyer is told that he cannot, before he counts anything.
  await forgetWho(page);
  await school.signIn(page, 'C001');
  await page.goto(`${school.url}/goods-receipts/new?order=${order}`);
  await expect(page.getByRole('alert')).toContainText(/谁采购，谁就不能验收|does not accept/);
  await expect(page.getByRole('checkbox', { name: NOT_THE_RULE })).toHaveCount(0);
  await axe();
  await page.getByRole('button', { name: /^(没有别人能验收|Nobody else can: ask)/ }).click();
  await expect(page.getByRole('checkbox', { name: NOT_THE_RULE })).toBeChecked();
  await axe();
});
