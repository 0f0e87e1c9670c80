import type { Page } from '@playwright/test';
import { deliver } from './orders';
import { pagesOf } from './paper';
import { approved, day } from './quotes';
import { expect, forgetWho, type RealSchool, test } from './real-school';

// Chairs and curtains for 480 yuan: one makes the order, the other one says on his own phone that he buys too; nothing beyond the approval is ordered, and what is cancelled is free again.
test.describe.configure({ timeout: 120_000 });

const SHOP = '育才教学用品批发部';
const THINGS = [
  { name: '课椅', spec: '可升降', unit: '把', quantity: '6', unit_price: '60.00' },
  { name: '遮光窗帘', unit: '幅', quantity: '2', unit_price: '60.00' },
];

/** The director asked himself, so it went one tier up; gives the request. */
async function office(school: RealSchool): Promise<string> {
  await school.setUp();
  await school.person('周主任', 'D001', ['logistics_director']);
  await school.person('秦副校长', 'V001', ['vice_principal']);
  await school.person('李老师', 'T001', ['staff']);
  await school.api('D001', 'POST', '/suppliers', { name: SHOP, phone: '139 0000 5678' });
  return approved(school, 'D001', ['V001'], THINGS);
}

const field = (page: Page, path: string) => page.locator(`[data-path="${path}"]`);

const send = (page: Page) =>
  page.locator('form button[type=submit]').filter({ visible: true }).first().click();

/** Chooses one out of the list behind a field. */
async function pick(page: Page, path: string, name: string): Promise<void> {
  await field(page, path).click();
  await page.getByRole('dialog').getByRole('button', { name }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** From the request to the form of its order. */
async function begin(page: Page, url: string, request: string): Promise<void> {
  await page.goto(`${url}/purchases/${request}`);
  await page
    .getByRole('link', { name: /^(下采购单|Make an order)$/ })
    .filter({ visible: true })
    .click();
  await expect(field(page, 'lines.1.quantity')).toBeVisible();
}

const WAITS = /^(等另一位采购人确认|Waits for the other buyer)$/;

test.describe('two buyers', () => {
  // The second buyer is forgotten once; the browser adds its own line about the answer.
  test.use({ allowConsole: /status of 422/ });

  test('ordered by one, confirmed by the other on his own phone, printed, and late when it does not come', async ({
    page,
    school,
    axe,
    targets,
  }) => {
    const request = await office(school);
    await school.signIn(page, 'D001');
    await begin(page, school.url, request);
    await expect(field(page, 'lines.0.quantity')).toHaveValue('6');
    await expect(field(page, 'lines.1.unit_price')).toHaveValue('60.00');
    await expect(page.getByText(/(起要两个人去买|two people buy)/)).toBeVisible();
    await send(page);
    await expect(page.getByText(/^(请选一家供应商|Choose a supplier)/)).toBeVisible();
    await pick(page, 'supplier_id', SHOP);
    await field(page, 'expected_on').fill(day(2));
    await field(page, 'note').fill('送货前打电话');
    await send(page);
    const refused = page.getByText(/(300.*元起要两个人去买，请再选|name the other one)/);
    await expect(refused.last()).toBeVisible();
    await expect(field(page, 'other_buyer_id')).toHaveAttribute('data-invalid', 'true');
    await axe();
    await targets();
    await pick(page, 'other_buyer_id', '李老师');
    await send(page);
    await expect(page).toHaveURL(/\/purchase-orders\/[0-9a-f-]{36}$/);
    await expect(page.getByText(WAITS)).toBeVisible();
    await expect(page.getByText('肆佰捌拾元整')).toBeVisible();
    // Whoever made it has nothing left to confirm, and says who has.
    const confirm = page.getByRole('button', { name: /^(确认一起采购|Confirm that you buy too)$/ });
    await expect(confirm.filter({ visible: true })).toBeDisabled();
    await expect(page.getByText(/^李老师 登录后|once 李老师 has signed in/)).toBeVisible();
    await axe();
    const order = page.url();

    await forgetWho(page);
    await school.signIn(page, 'T001');
    await page.goto(`${school.url}/purchases`);
    await page
      .getByRole('navigation', { name: /采购的各页|Pages of purchases/ })
      .getByRole('link', { name: /^(采购单|Orders)$/ })
      .click();
    await expect(page.getByText(/^(等您确认|Waits for you)$/)).toBeVisible();
    await page.goto(order);
    // Confirmed by two people: what the first one wants to pay is seen by the second.
    await expect(page.getByText('¥480.00').first()).toBeVisible();
    await confirm.filter({ visible: true }).click();
    await axe();
    await page.getByRole('dialog').locator('button[type=submit]').click();
    await expect(page.getByText(/^(已下单|Ordered)$/).first()).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(
      page.getByText(/(谁采购，谁就不能验收|who bought it does not accept)/i),
    ).toBeVisible();
    await axe();
    await targets();

    await page.goto(`${order}/print`);
    const paper = page.getByRole('article');
    for (const words of ['肆佰捌拾元整', '周主任', '李老师', SHOP, '送货前打电话']) {
      await expect(paper).toContainText(words);
    }
    expect(await pagesOf(page)).toEqual({ pages: 1, width: 210, height: 297 });

    // The request says what became of it, to everybody who sees it.
    await forgetWho(page);
    await school.signIn(page, 'V001');
    await page.goto(`${school.url}/purchases/${request}`);
    const made = page.getByRole('region', { name: /^(采购单|Orders)$/ });
    await expect(made).toContainText(SHOP);
    await expect(made).toContainText(/(批准的都已下单|is ordered)/);
    await page.clock.setFixedTime(Date.now() + 3 * 86_400_000);
    await page.goto(`${school.url}/purchase-orders`);
    await expect(page.getByText(/^(已晚 1 天|Days overdue: 1)$/)).toBeVisible();
    await axe();
  });
});

test('only one can buy: why is written down, and a second person signs for it before it is ordered', async ({
  page,
  school,
  axe,
  targets,
}) => {
  const request = await office(school);
  await school.signIn(page, 'D001');
  await begin(page, school.url, request);
  await pick(page, 'supplier_id', SHOP);
  await page.getByRole('checkbox', { name: /^(只有一个人采购|Only one person can buy)$/ }).check();
  await field(page, 'exception.reason').fill('其他人都在外地培训');
  await send(page);
  await expect(page.getByText(/^(请选一位会签人。|Choose a co-signer\.)$/)).toBeVisible();
  await axe();
  await targets();
  await pick(page, 'exception.cosigner_id', '李老师');
  await send(page);
  await expect(page).toHaveURL(/\/purchase-orders\/[0-9a-f-]{36}$/);
  await expect(page.getByText(/^(等会签人签字|Waits for the co-signature)$/)).toBeVisible();
  const card = page.getByRole('region', { name: /^(例外：双人采购|Exception: Two people buy)$/ });
  await expect(card).toContainText('其他人都在外地培训');
  await expect(card.getByRole('button')).toHaveCount(0);
  await axe();
  const order = page.url();

  await forgetWho(page);
  await school.signIn(page, 'T001');
  await page.goto(order);
  await expect(page.getByText(/^(等您会签|Waits for your co-signature)$/)).toBeVisible();
  await axe();
  await targets();
  await card.getByRole('button', { name: /^(我来会签|Co-sign)$/ }).click();
  await expect(card).toContainText(/(会签：|Co-signed by )李老师/);
  await expect(page.getByText(/^(已下单|Ordered)$/).first()).toBeVisible();
  await expect(card.getByRole('button')).toHaveCount(0);
  await page.goto(`${order}/print`);
  await expect(page.getByRole('article')).toContainText('其他人都在外地培训');
  expect(await pagesOf(page)).toEqual({ pages: 1, width: 210, height: 297 });
});

test.describe('within the approval', () => {
  test.use({ allowConsole: /status of (409|422)/ });

  test('more than was approved is refused in plain words; what is cancelled is free again', async ({
    page,
    school,
    axe,
  }) => {
    const request = await office(school);
    await school.signIn(page, 'D001');
    await begin(page, school.url, request);
    await pick(page, 'supplier_id', SHOP);
    await field(page, 'lines.0.quantity').fill('7');
    await field(page, 'lines.1.quantity').fill('');
    await send(page);
    await expect(field(page, 'lines.0.quantity')).toHaveAttribute('aria-invalid', 'true');
    await expect(
      page.getByText(/(批准的数量里只剩 6|only 6 are not ordered)/).last(),
    ).toBeVisible();
    // A piece may be dearer, all of them together not.
    await field(page, 'lines.0.quantity').fill('6');
    await field(page, 'lines.0.unit_price').fill('90');
    await expect(page.getByText(/^(超过批准金额|Beyond the approval)$/)).toBeVisible();
    await pick(page, 'other_buyer_id', '李老师');
    await send(page);
    await expect(page.getByRole('alert')).toContainText('540');
    await axe();
    await field(page, 'lines.0.unit_price').fill('70');
    await send(page);
    await expect(page.getByText(WAITS)).toBeVisible();

    // The curtains are left, and so much of the money.
    await begin(page, school.url, request);
    await expect(field(page, 'lines.0.quantity')).toHaveCount(0);
    await expect(page.getByText(/^(已全部下单|All of it is ordered)$/)).toBeVisible();
    await expect(page.getByText('¥60.00').first()).toBeVisible();
    await page.goBack();
    await page
      .getByRole('region', { name: /^(采购单|Orders)$/ })
      .getByRole('link')
      .first()
      .click();
    await page.getByRole('button', { name: /^(取消采购单|Cancel the order)$/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('[data-path="reason"]').fill('这家没有货了');
    await axe();
    await dialog.locator('button[type=submit]').click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText(/(原因：|Reason: )这家没有货了/)).toBeVisible();
    await begin(page, school.url, request);
    await expect(field(page, 'lines.0.quantity')).toHaveValue('6');
  });

  test('a part came, and the rest never will', async ({ page, school, axe, targets }) => {
    const request = await office(school);
    await school.person('马保管', 'H001', ['head_custodian']);
    const supplier = (await school.api('D001', 'GET', '/suppliers')).items[0];
    const { id } = await school.api('D001', 'POST', '/purchase-orders', {
      request_id: request,
      supplier_id: supplier.id,
      lines: [{ position: 0, quantity: '4', unit_price: '60.00' }],
    });
    await deliver(school, 'H001', id, '3');
    await school.signIn(page, 'D001');
    await page.goto(`${school.url}/purchase-orders/${id}`);
    await expect(page.getByText(/^(部分到货|Received in part)$/)).toBeVisible();
    await expect(page.getByText(/^YS\d{8}-0001$/)).toBeVisible();
    await page.getByRole('button', { name: /^(不再到货，结束|The rest does not come)$/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('[data-path="reason"]').fill('厂家停产');
    await dialog.locator('button[type=submit]').click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText(/^(未到齐结束|Closed short)$/)).toBeVisible();
    await axe();
    await targets();
    // What did not come may be ordered anew: three of six came.
    await begin(page, school.url, request);
    await expect(field(page, 'lines.0.quantity')).toHaveValue('3');

    // Nor is the rest: it is said with the reason, and nothing more of it can be ordered.
    await page.goto(`${school.url}/purchases/${request}`);
    await page.getByRole('button', { name: /^(余下不买了|The rest is not bought)$/ }).click();
    await expect(dialog).toContainText(/(占用的预算放出来|its money is free again)/);
    await dialog.locator('[data-path="reason"]').fill('旧窗帘还能用');
    await axe();
    await targets();
    await dialog.locator('button[type=submit]').click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText(/^(已办结|Closed)$/).first()).toBeVisible();
    await expect(page.getByText(/(原因：|Reason: )旧窗帘还能用/)).toBeVisible();
    await expect(page.getByRole('link', { name: /^(下采购单|Make an order)$/ })).toHaveCount(0);
    // What was bought is claimed as before.
    const packet = page.getByRole('link', { name: /^(报账包|Claim packet)$/ });
    await expect(packet.filter({ visible: true })).toHaveCount(1);
    await axe();
    await page.goto(`${school.url}/purchases?state=closed`);
    await expect(page.getByRole('link', { name: /课椅|^CG/ }).first()).toBeVisible();
    await page.goto(`${school.url}/purchase-orders/new?request=${request}`);
    await expect(page.getByText(/(已办结，不再下采购单|This request is closed)/)).toBeVisible();
  });
});
