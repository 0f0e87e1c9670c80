import { expect, forgetWho, test } from './real-school';

// Depreciation on the real product: last month is computed, compared with what the asset system says, looked at where they differ,
// closed, printed and saved; a card's value is changed by voucher, and not within the closed month.
test.describe.configure({ timeout: 120_000 });
// What is refused the server says, and the browser adds its own line.
test.use({ allowConsole: /status of (409|422)/ });

const IN_SHANGHAI = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });

/** A day so many months ago, on the first. */
function monthsAgo(months: number): string {
  const at = new Date(`${IN_SHANGHAI.format(new Date()).slice(0, 7)}-01T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() - months);
  return at.toISOString().slice(0, 10);
}

test('a month is computed, compared, closed and printed; a value changes by voucher', async ({
  page,
  school,
  axe,
  targets,
}) => {
  await school.setUp();
  await school.person('吴保管', 'K001', ['head_custodian']);
  await school.person('郑报账', 'F001', ['finance']);
  const bought = monthsAgo(3);
  const cards = [];
  for (const [name, value] of [
    ['学生课桌', '600.00'],
    ['学生课椅', '1200.00'],
  ]) {
    const details = { booked_on: bought };
    const card = { name, category_code: 'A05010203', original_value: value, details };
    cards.push(await school.api('K001', 'POST', '/assets', card));
  }
  const [desk, chair] = cards as [{ id: string; asset_no: string }, { asset_no: string }];

  await school.signIn(page, 'F001');
  await page.goto(`${school.url}/assets/depreciation`);
  await expect(page.getByText(/^(还没有算过折旧|Nothing was computed yet)$/)).toBeVisible();
  await axe();
  await page.getByRole('button', { name: /^(计算折旧|Compute a month)$/ }).click();
  // Three months of five years each; nothing of it is in the books.
  const period = monthsAgo(1).slice(0, 7);
  await expect(
    page.getByRole('heading', {
      level: 1,
      name: new RegExp(`^(${period} 折旧|Depreciation ${period})$`),
    }),
  ).toBeVisible();
  await expect(page.getByText(/^(2 张不一致|2 differ)$/)).toBeVisible();
  await axe();
  await targets();

  await page
    .getByRole('button', { name: /^(填资产系统的折旧|Enter the asset system's figures)$/ })
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill(`${desk.asset_no}\t30.00\n资产\t合计`);
  await dialog.locator('button[type=submit]').click();
  await expect(dialog.getByText(/第 2 行看不懂|Line 2 cannot be read/)).toBeVisible();
  await dialog.getByRole('textbox').fill(`${desk.asset_no}\t30.00\n${chair.asset_no}\t58.00`);
  await dialog.locator('button[type=submit]').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText(/^(1 张不一致|1 differ)$/)).toBeVisible();
  await page.goto(`${page.url().split('?')[0]}?differs=yes`);
  await expect(page.getByRole('link', { name: new RegExp(chair.asset_no) })).toBeVisible();
  await expect(page.getByRole('link', { name: new RegExp(desk.asset_no) })).toHaveCount(0);

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /^(存成 CSV|Save as CSV)$/ }).click();
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);

  await page.getByRole('button', { name: /^(结账|Close the month)$/ }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('记-12');
  await axe();
  await page.getByRole('dialog').locator('button[type=submit]').click();
  await expect(page.getByText(/^(已结账|Closed)$/).first()).toBeVisible();
  await expect(page.getByText('记-12')).toBeVisible();
  await page.getByRole('link', { name: /^(打印折旧表|Print the schedule)$/ }).click();
  await expect(page.getByText(/^(制表|Made by)$/)).toBeVisible();
  await expect(page.getByRole('cell', { name: new RegExp(chair.asset_no) })).toBeVisible();
  await axe();

  await page.goto(`${school.url}/assets/${desk.id}/value`);
  await expect(page.getByText('记-12')).toBeVisible();
  await page.getByRole('button', { name: /^(登记价值变动|Enter a change of value)$/ }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel(/^(增加多少|How much is added)$/).fill('60.00');
  await form.getByLabel(/^(凭证号|Voucher number)$/).fill('记-13');
  await form.getByLabel(/^(事由|Reason)$/).fill('加抽屉');
  await form.getByLabel(/^(从哪天起算|From which day)$/).fill(monthsAgo(1));
  await form.locator('button[type=submit]').click();
  await expect(form.getByText(/已结账的月份|a month that is closed/)).toBeVisible();
  await form.getByLabel(/^(从哪天起算|From which day)$/).fill(IN_SHANGHAI.format(new Date()));
  await form.locator('button[type=submit]').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText(/加抽屉/)).toBeVisible();
  await targets();
  await axe();

  // Whoever keeps the cards looks, and changes nothing.
  await forgetWho(page);
  await school.signIn(page, 'K001');
  await page.goto(`${school.url}/assets/${desk.id}/value`);
  await expect(page.getByText(/加抽屉/)).toBeVisible();
  await expect(
    page.getByRole('button', { name: /^(登记价值变动|Enter a change of value)$/ }),
  ).toHaveCount(0);
});
