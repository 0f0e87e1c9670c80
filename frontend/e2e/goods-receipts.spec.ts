import type { Page } from '@playwright/test';
import { countChairs, enterVoucher, field, photograph, pick, send } from './gate';
import { pagesOf } from './paper';
import { day } from './quotes';
import { expect, forgetWho, type RealSchool, test } from './real-school';
import { ordered } from './receipts';

// At the gate: what was bought by two is counted by a third and signed by whoever asked for it; what is forgotten is said, what is broken
// is refused, the store counts in its own unit; somebody who had no part in it enters it into the accounts. The whole way from the wish to
// the board is walked in whole-chain.spec.ts.
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
  await api('D001', 'POST', '/stores', name);
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
  return { order, supplier: supplier as string };
}

test('at the gate: 48 of 50 chairs are taken, 20 boxes become 100 packs, and who took part does not enter it', async ({
  page,
  school,
  axe,
  targets,
}) => {
  await bought(school);
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
  const { items } = await school.api('K001', 'GET', '/stock-items');
  expect(items[0].on_hand).toBe('100');

  await post(page, school, receipt);
  await axe();
  await page.goto(`${receipt}/print`);
  await expect(page.getByRole('article')).toContainText('壹仟捌佰肆拾元整');
  await expect(page.getByRole('article')).toContainText('记-2026-11-0032');
  expect(await pagesOf(page)).toEqual({ pages: 1, width: 210, height: 297 });
});

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
  await enterVoucher(page, '记-2026-11-0032');
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
