import type { Page } from '@playwright/test';
import { buy } from './petty';
import { expect, forgetWho, type RealSchool, test } from './real-school';
import { decide } from './request-steps';

// A valve for 38 yuan from the hardware shop: one form, three names, a photo; approved with others at once; settled by the month.
test.describe.configure({ timeout: 120_000 });

const TODAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });
const NEW = /^(记一笔|Write one down)$/;
const SHOP = '校门口五金店';
const INVOICE = '26412000001234567890';

/** The school, its plumber, and a case that he has fixed. */
async function fixed(school: RealSchool): Promise<{ id: string; number: string; teacher: string }> {
  await school.setUp();
  const { api, person } = school;
  await person('周主任', 'D001', ['logistics_director']);
  const worker = await person('王师傅', 'W001', ['repair_worker']);
  const teacher = await person('李老师', 'T001', ['staff']);
  const plan = { building: '致远楼', floors: 1, rooms_per_floor: 2 };
  await api('A001', 'POST', '/locations/generate', plan);
  const room = (await api('A001', 'GET', '/locations?kind=room')).items[0];
  await api('A001', 'POST', '/repair-routes', { worker_id: worker });
  const faults = [{ category: 'other', danger: false }];
  const report = { location_id: room.id, faults, text: '洗手池角阀漏水' };
  const { id, number } = (await api('T001', 'POST', '/repair-cases', report)).items[0];
  const { version } = await api('W001', 'GET', `/repair-cases/${id}`);
  const started = await api('W001', 'POST', `/repair-cases/${id}/start`, {}, version);
  const finish = { damage: 'natural_wear', work_note: '换了角阀' };
  await api('W001', 'POST', `/repair-cases/${id}/finish`, finish, started.version);
  return { id, number, teacher };
}

async function photograph(page: Page): Promise<void> {
  const shot = await page.screenshot({ type: 'jpeg' });
  await page
    .locator('input[type=file][multiple]')
    .setInputFiles({ name: '发票.jpg', mimeType: 'image/jpeg', buffer: shot });
  await expect(page.getByText(/^(已上传|Uploaded)$/)).toHaveCount(1);
}

async function fill(page: Page, values: Record<string, string>): Promise<void> {
  for (const [path, value] of Object.entries(values)) {
    await page.locator(`[data-path="${path}"]`).fill(value);
  }
}

const send = (page: Page) =>
  page.locator('form button[type=submit]').filter({ visible: true }).click();

const VALVE = {
  'lines.0.name': '角阀',
  'lines.0.unit': '只',
  'lines.0.unit_price': '38',
  shop: SHOP,
  invoice_no: INVOICE,
};

/** Chooses whoever reported the case: the plumber may not look through the school's people. */
async function witness(page: Page, name: string): Promise<void> {
  await page.locator('[data-path="witness_id"]').click();
  await page.getByRole('dialog').getByRole('button', { name }).click();
}

test('the valve: written down at the tap, approved with others, settled with the shop', async ({
  page,
  school,
  axe,
  targets,
}) => {
  const { id, number, teacher } = await fixed(school);
  await school.signIn(page, 'W001');
  await page.goto(`${school.url}/repairs/${id}`);
  await page.getByRole('link', { name: NEW }).click();
  await expect(page.getByText(number)).toBeVisible();
  await expect(page.locator('[data-path="bought_on"]')).toHaveValue(TODAY.format(new Date()));
  // What was forgotten is said at once, all of it.
  await send(page);
  await expect(page.getByText(/^(请拍一张|A photo of the invoice)/)).toBeVisible();
  await expect(page.getByText(/^(请选一位证明人|Choose a witness)/)).toBeVisible();
  await axe();
  await fill(page, VALVE);
  await expect(page.getByText(/(合计|Total) ¥38\.00/)).toBeVisible();
  await photograph(page);
  await witness(page, '李老师');
  await targets();
  await axe();
  await send(page);
  await expect(page.getByText('叁拾捌元整')).toBeVisible();
  await expect(page.getByRole('link', { name: number })).toBeVisible();
  await expect(page.locator('section[aria-labelledby=invoice] img')).toHaveCount(1);
  await axe();
  await targets();
  await page.goto(`${school.url}/repairs/${id}`);
  const bought = page.getByRole('region', { name: /^(零星采购|Petty purchases)$/ });
  await expect(bought).toContainText('¥38.00');
  const news = await school.api('T001', 'GET', '/notices');
  expect(news.items[0].link).toContain('/purchases/petty/');

  const others = { witness_id: teacher, fund: 'public', purpose: '换坏了的', shop: SHOP };
  for (const [name, unit_price] of [
    ['灯泡', '12.00'],
    ['锁芯', '65.00'],
  ]) {
    const lines = [{ name, unit: '个', quantity: '1', unit_price }];
    await buy(school, 'W001', { ...others, bought_on: TODAY.format(new Date()), lines });
  }
  await forgetWho(page);
  await school.signIn(page, 'D001');
  await page.goto(`${school.url}/approvals`);
  for (const name of [/角阀/, /灯泡/]) {
    await page.getByRole('checkbox', { name }).check();
  }
  await page
    .getByRole('button', { name: /¥50\.00/ })
    .filter({ visible: true })
    .click();
  await expect(page.getByRole('listitem').filter({ hasText: '角阀' })).toHaveCount(0);

  // From the one entry of the navigation to what the shop is paid.
  await page.goto(`${school.url}/purchases`);
  await page
    .getByRole('navigation', { name: /采购的各页|Pages of purchases/ })
    .getByRole('link', { name: /^(零星采购|Petty purchases)$/ })
    .click();
  await page.getByRole('link', { name: /^(按店家月结|Monthly statement)$/ }).click();
  const shop = page.getByRole('region', { name: SHOP, exact: true });
  await expect(shop).toContainText('¥50.00');
  await expect(shop).toContainText('伍拾元整');
  await expect(shop).toContainText('¥65.00');
  await expect(shop).toContainText(/不算在内|not counted/);
  await axe();
  await targets();
});

test('two slips of one shop on one day are pointed at, and the list leads to the slip', async ({
  page,
  school,
  axe,
}) => {
  const { teacher } = await fixed(school);
  const slip = { witness_id: teacher, fund: 'public', purpose: '换水泵', shop: SHOP };
  const bought = async (name: string, unit_price: string) => {
    const lines = [{ name, unit: '台', quantity: '1', unit_price }];
    return buy(school, 'W001', { ...slip, bought_on: TODAY.format(new Date()), lines });
  };
  await bought('水泵', '180.00');
  const second = await bought('水泵底座', '120.00');
  const { number } = await school.api('W001', 'GET', `/petty-purchases/${second}`);
  await school.signIn(page, 'D001');
  await page.goto(`${school.url}/purchases/petty/${second}`);
  await expect(page.getByText(/(像是一次采购分成了几张单|one purchase in pieces)/)).toBeVisible();
  await axe();
  await page.goto(`${school.url}/control-exceptions`);
  await expect(page.getByText(/(像是一次采购分成了几张单|one purchase in pieces)/)).toBeVisible();
  await axe();
  await page.getByRole('link', { name: number }).click();
  await expect(page).toHaveURL(`${school.url}/purchases/petty/${second}`);
});

test('what a shop sold in a month is entered under one voucher by who had no part in it', async ({
  page,
  school,
  axe,
  targets,
}) => {
  const { teacher } = await fixed(school);
  await school.person('郑会计', 'F001', ['finance']);
  const bought_on = TODAY.format(new Date());
  for (const name of ['灯泡', '锁芯']) {
    const lines = [{ name, unit: '个', quantity: '1', unit_price: '12.00' }];
    const what = {
      witness_id: teacher,
      fund: 'public',
      purpose: '换坏了的',
      shop: SHOP,
      bought_on,
    };
    const id = await buy(school, 'W001', { ...what, lines });
    const { approval_id } = await school.api('W001', 'GET', `/petty-purchases/${id}`);
    await school.api('D001', 'POST', `/approvals/${approval_id}/approve`, {}, 1);
  }
  await school.signIn(page, 'F001');
  await page.goto(`${school.url}/goods-receipts?view=unposted`);
  const group = page.getByRole('region', { name: SHOP });
  await expect(group).toContainText('¥24.00');
  await axe();
  await targets();
  // Some of them, or all.
  await group.getByRole('checkbox', { name: /灯泡/ }).check();
  await expect(page.getByRole('button', { name: /¥12\.00/ })).toBeVisible();
  await group.getByRole('button', { name: /^(整组入账|Enter all of these)$/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('¥24.00');
  await send(page);
  await expect(dialog.getByText(/^(请选谁记账|Choose who keeps)/)).toBeVisible();
  await dialog.getByRole('radio', { name: /^(学校自己|The school itself)/ }).check();
  await dialog.locator('[data-path="voucher_no"]').fill('记-2026-11-0033');
  await axe();
  await send(page);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText(/^(批准了的零星采购都已入账|Every petty purchase)/)).toBeVisible();
  await page.goto(`${school.url}/purchases/petty/statement`);
  const shop = page.getByRole('region', { name: SHOP, exact: true });
  await expect(shop).toContainText('¥24.00');
  await expect(shop).toContainText('记-2026-11-0033');
  await shop.getByRole('link').first().click();
  await expect(page.getByText(/^(已入账|In the accounts)$/).first()).toBeVisible();
  const facts = page.getByRole('complementary', { name: /^(采购信息|Facts)$/ });
  await expect(facts).toContainText('记-2026-11-0033');
  await expect(facts).toContainText('郑会计');
  await axe();
});

test.describe('refused', () => {
  // The browser adds its own line about the answer.
  test.use({ allowConsole: /status of 409/ });

  test('the same invoice twice is refused at its field; what came back is handed in again', async ({
    page,
    school,
    axe,
  }) => {
    const { teacher } = await fixed(school);
    const lines = [{ name: '水龙头', unit: '只', quantity: '1', unit_price: '26.00' }];
    const first = await buy(school, 'W001', {
      witness_id: teacher,
      fund: 'public',
      purpose: '厕所换水龙头',
      shop: SHOP,
      bought_on: TODAY.format(new Date()),
      invoice_no: INVOICE,
      lines,
    });
    await school.signIn(page, 'W001');
    await page.goto(`${school.url}/purchases/petty/new`);
    await fill(page, { ...VALVE, purpose: '食堂换角阀' });
    await photograph(page);
    await witness(page, '李老师');
    await send(page);
    const field = page.locator('[data-path="invoice_no"]');
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toBeFocused();
    await expect(
      page
        .getByText(/(这张发票已经报过|handed in before)[：:] ?LX/)
        .filter({ visible: true })
        .first(),
    ).toBeVisible();
    await axe();

    const { approval_id } = await school.api('W001', 'GET', `/petty-purchases/${first}`);
    await forgetWho(page);
    await school.signIn(page, 'D001');
    await decide(page, school.url, /水龙头/, /^(退回|Return)/, '发票拍糊了');
    await forgetWho(page);
    await school.signIn(page, 'W001');
    await page.goto(`${school.url}/purchases/petty/${first}`);
    await expect(page.getByText('发票拍糊了').first()).toBeVisible();
    await page
      .getByRole('link', { name: /^(修改|Revise)$/ })
      .filter({ visible: true })
      .click();
    await fill(page, { 'lines.0.unit_price': '25' });
    await photograph(page);
    await send(page);
    await expect(page.getByText('贰拾伍元整')).toBeVisible();
    await expect(page.locator('section[aria-labelledby=invoice] img')).toHaveCount(2);
    // What it said at first stays, and whoever decides again is told what is other now.
    const before = page.locator('main details').filter({ hasText: /^(第 1 次提交|Submission 1)/ });
    await before.locator('summary').click();
    await expect(before).toContainText('¥26.00');
    await expect(before).toContainText('1 只 × 25.00');
    await axe();
    const { brief } = await school.api('D001', 'GET', `/approvals/${approval_id}`);
    expect(brief.revised.round).toBe(2);
    await page.getByRole('button', { name: /^(不报了|Take it off)$/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('[data-path="reason"]').fill('退货了');
    await dialog.locator('button[type=submit]').click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByText('退货了').first()).toBeVisible();
    await axe();
  });
});
