import type { Page } from '@playwright/test';
import { pagesOf } from './paper';
import { approved, day, sign, submitted } from './quotes';
import { expect, forgetWho, type RealSchool, test } from './real-school';

// Curtains for 2 400 yuan: a call, a look in the shop and a screenshot; not the lowest is taken, and that is said. And where a supplier's money goes is two people's word.
test.describe.configure({ timeout: 120_000 });

const CURTAINS = [
  { name: '遮光窗帘', spec: '2.6×2.2 米', unit: '幅', quantity: '8', unit_price: '260.00' },
  { name: '窗帘轨道', unit: '根', quantity: '8', unit_price: '40.00' },
];

async function office(school: RealSchool): Promise<void> {
  await school.setUp();
  await school.person('周主任', 'D001', ['logistics_director']);
  await school.person('秦副校长', 'V001', ['vice_principal']);
  await school.person('李老师', 'T001', ['staff']);
}

const send = (page: Page) =>
  page.locator('form button[type=submit]').filter({ visible: true }).first().click();

interface Said {
  shop: string;
  channel: RegExp;
  prices: string[];
  screenshot?: boolean;
}

/** Writes down what a shop said; the shop is not there yet. */
async function writeDown(page: Page, said: Said): Promise<void> {
  await page
    .getByRole('link', { name: /^(登记一家报价|Write a quote down)$/ })
    .filter({ visible: true })
    .click();
  await page.locator('[data-path="supplier_id"]').click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[type=search]').fill(said.shop);
  await dialog.getByRole('button', { name: new RegExp(`^(添加|Add) ?“${said.shop}”`) }).click();
  await expect(page.getByRole('button', { name: said.shop }).first()).toBeVisible();
  await page.getByRole('radio', { name: said.channel }).check();
  for (const [index, price] of said.prices.entries()) {
    await page.locator(`[data-path="lines.${index}.unit_price"]`).fill(price);
  }
  if (said.screenshot) {
    await send(page);
    await expect(page.getByText(/^(这种报价要附上|A quote of this kind)/).last()).toBeVisible();
    const shot = await page.screenshot({ type: 'jpeg' });
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '报价.jpg', mimeType: 'image/jpeg', buffer: shot });
    await expect(page.getByText(/^(已上传|Uploaded)/)).toBeVisible();
  }
  await send(page);
  await expect(page.getByText(said.shop).filter({ visible: true }).first()).toBeVisible();
  await expect(page).toHaveURL(/\/quotes$/);
}

test.describe('three quotes', () => {
  // The screenshot is refused once without its picture; the browser adds its own line.
  test.use({ allowConsole: /status of 422/ });

  test('a call, a shop, a screenshot: not the lowest is taken, with its reason, and printed', async ({
    page,
    school,
    axe,
    targets,
  }) => {
    await office(school);
    const request = await approved(school, 'T001', ['D001', 'V001', 'P001'], CURTAINS);
    await school.signIn(page, 'D001');
    await page.goto(`${school.url}/purchases/${request}`);
    await page.getByRole('button', { name: /^(开始询价|Ask for prices)$/ }).click();
    await expect(page.getByText(/^(还没有报价|No quotes yet)$/)).toBeVisible();
    await writeDown(page, {
      shop: '华联布艺',
      channel: /^(电话询价|By telephone)$/,
      prices: ['250', '40'],
    });
    await writeDown(page, {
      shop: '城南窗帘店',
      channel: /^(到店询价|In the shop)$/,
      prices: ['240', '38'],
    });

    // Two are too few: the reason for one source is asked before anything is sent.
    const take = (shop: string) =>
      page.getByRole('button', { name: new RegExp(`^(选定|Take) ${shop}`) });
    await take('城南窗帘店').click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('button[type=submit]').click();
    await expect(dialog.getByText(/^(请选一种|Choose one)/)).toBeVisible();
    await axe();
    await page.keyboard.press('Escape');

    await writeDown(page, {
      shop: '网上布店',
      channel: /^(网上报价截图|Screenshot of an offer)$/,
      prices: ['255', '41'],
      screenshot: true,
    });
    await axe();
    await targets();
    await take('华联布艺').click();
    await dialog.locator('[data-path="not_lowest"]').fill('坏了当天能来修');
    await dialog.locator('button[type=submit]').click();
    await expect(dialog).toHaveCount(0);
    const settled = page.getByRole('region', { name: /华联布艺.*2,320/ });
    await expect(settled).toContainText('坏了当天能来修');

    // What was settled changes only by being opened again, and stays.
    await settled.getByRole('button', { name: /^(重新询价|Open again)$/ }).click();
    await dialog.locator('[data-path="reason"]').fill('米色没有货了');
    await dialog.locator('button[type=submit]').click();
    await expect(page.getByText(/(重新询价：|Opened again: )米色没有货了/)).toBeVisible();
    await page.getByText(/(第 1 次选定：|Settled before \(1\): )华联布艺/).click();
    await expect(page.getByText(/坏了当天能来修/)).toBeVisible();
    await take('城南窗帘店').click();
    await dialog.locator('button[type=submit]').click();
    await expect(page.getByRole('region', { name: /城南窗帘店.*2,224/ })).toBeVisible();

    await page.goto(`${school.url}/purchases/${request}/quotes/print`);
    await expect(page.getByRole('article')).toContainText('城南窗帘店');
    await expect(page.getByRole('article')).toContainText('周主任');
    expect(await pagesOf(page)).toEqual({ pages: 1, width: 210, height: 297 });
    await page.goto(`${school.url}/purchases/${request}`);
    await expect(page.getByRole('region', { name: /^(询价|Quotes)$/ })).toContainText('城南窗帘店');

    // Whoever asked for the things learns that prices are compared, not which.
    await forgetWho(page);
    await school.signIn(page, 'T001');
    await page.goto(`${school.url}/purchases/${request}`);
    const told = page.getByRole('region', { name: /^(询价|Quotes)$/ });
    await expect(told).toContainText('2000.00');
    await expect(told).not.toContainText('城南窗帘店');
  });
});

test('quotes are asked for while it waits, and whoever signs sees them', async ({
  page,
  school,
  axe,
  targets,
}) => {
  await office(school);
  const { id, approval } = await submitted(school, 'T001', CURTAINS);
  const open = page.getByRole('button', { name: /^(开始询价|Ask for prices)$/ });
  const take = page.getByRole('button', { name: /^(选定|Take (?!the quote of))/ });
  const ofRequest = page.getByRole('region', { name: /^(询价|Quotes)$/ });
  const ofApproval = page.getByRole('region', {
    name: /^(这次的报价|Quotes for this purchase)$/,
  });

  // Prices have to be compared, and nobody has asked for any: whoever signs is told. He does not ask himself.
  await school.signIn(page, 'V001');
  await page.goto(`${school.url}/approvals/${approval}`);
  await expect(ofApproval).toContainText(/还没有登记报价|No quotes were collected yet/);
  await page.goto(`${school.url}/purchases/${id}`);
  await expect(ofRequest).toBeVisible();
  await expect(open).toHaveCount(0);

  await forgetWho(page);
  await school.signIn(page, 'D001');
  await page.goto(`${school.url}/purchases/${id}`);
  await expect(ofRequest).toContainText(/审批人看得到报价|those who approve see them/);
  await axe();
  await open.click();
  await expect(page.getByText(/^(还没有报价|No quotes yet)$/)).toBeVisible();
  await writeDown(page, {
    shop: '华联布艺',
    channel: /^(电话询价|By telephone)$/,
    prices: ['250', '40'],
  });
  await writeDown(page, {
    shop: '城南窗帘店',
    channel: /^(到店询价|In the shop)$/,
    prices: ['270', '40'],
  });
  // Nothing is settled before it is approved, and the page says so.
  await expect(page.getByText(/批准以后才能选定|once the request is approved/)).toBeVisible();
  await expect(page.getByText(/还没有批准|not approved yet/).first()).toBeVisible();
  await expect(take).toHaveCount(0);
  await axe();
  await targets();

  await sign(school, 'D001', approval);
  await forgetWho(page);
  await school.signIn(page, 'V001');
  await page.goto(`${school.url}/approvals/${approval}`);
  const said = (shop: string) => ofApproval.getByRole('listitem').filter({ hasText: shop });
  const [cheap, dear] = [said('华联布艺'), said('城南窗帘店')] as const;
  await expect(cheap).toContainText('2,320');
  await expect(cheap).toContainText(/电话询价|By telephone/);
  await expect(cheap).toContainText(/最低|Lowest/);
  await expect(dear).toContainText('2,480');
  await expect(dear).toContainText(/到店询价|In the shop/);
  await expect(dear).toContainText(/超过申请金额|More than asked for/);
  await axe();
  await targets();
  await ofApproval.getByRole('link', { name: /询价记录单|sheet of quotes/ }).click();
  await expect(page).toHaveURL(new RegExp(`/purchases/${id}/quotes$`));

  await sign(school, 'V001', approval);
  await sign(school, 'P001', approval);
  await page.reload();
  await expect(page.getByText(/已批准|were approved/).first()).toBeVisible();
  // The one within what was approved.
  await expect(take).toHaveCount(1);
});

test('where a supplier is paid: proposed by one, confirmed by another', async ({
  page,
  school,
  axe,
  targets,
}) => {
  await office(school);
  await school.signIn(page, 'D001');
  await page.goto(`${school.url}/purchases`);
  await page.getByRole('link', { name: /^(供应商|Suppliers)$/ }).click();
  await page
    .getByRole('link', { name: /^(登记供应商|Add a supplier)$/ })
    .filter({ visible: true })
    .click();
  await page.locator('[data-path="name"]').fill('城南窗帘店');
  await page.locator('[data-path="phone"]').fill('138 0000 1234');
  await send(page);
  await page.getByRole('button', { name: /^(登记证照|Add a licence)$/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('[data-path="number"]').fill('91410103MA45ABCD1X');
  await dialog.locator('[data-path="expires_on"]').fill(day(5));
  await dialog.locator('button[type=submit]').click();
  await expect(page.getByText(/^(证照快到期|Licence ends soon)$/).first()).toBeVisible();
  await page.getByRole('button', { name: /^(提出收款账户|Propose an account)$/ }).click();
  await dialog.locator('[data-path="bank"]').fill('农业银行城南支行');
  await dialog.locator('[data-path="account_number"]').fill('6222 0212 0000 1111');
  await dialog.locator('button[type=submit]').click();
  const accounts = page.getByRole('region', { name: /^(收款账户|Bank accounts)$/ });
  await expect(accounts).toContainText('6222 0212 0000 1111');
  // His own he may take back, not confirm.
  const confirm = accounts.getByRole('button', { name: /^(已核实|Checked)/ });
  await expect(confirm).toHaveCount(0);
  await expect(accounts).toContainText(/另一个人确认|another person/);
  await axe();
  await targets();
  const supplier = page.url();

  await forgetWho(page);
  await school.signIn(page, 'V001');
  await page.goto(supplier);
  await confirm.click();
  await expect(accounts).toContainText(/现在用的账户|In force/);
  await expect(accounts).toContainText('秦副校长');
  await axe();
});
