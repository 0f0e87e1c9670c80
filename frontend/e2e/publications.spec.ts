import { expect, test } from './real-school';

// What hangs in no notice once its month is over: only a month later on a real school, so its answer is given here.
test.describe.configure({ timeout: 60_000 });

/** A month that is over: so many months ago, with its first and last day. */
function over(ago: number) {
  const now = new Date();
  const iso = (month: number, day: number) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + month, day))
      .toISOString()
      .slice(0, 10);
  const from = iso(-ago, 1);
  return { month: from.slice(0, 7), from, to: iso(1 - ago, 0) };
}

const LAST = over(2);
const OWED = {
  months: [
    { ...over(3), receipts: 2, petty: 1, amount: '1878.00' },
    { ...LAST, receipts: 0, petty: 3, amount: '96.50' },
  ],
  count: 6,
  amount: '1974.50',
  with_petty: true,
  cut: false,
};

test('months that hang nowhere are said with their money, and their notice is begun with their days', async ({
  page,
  school,
  axe,
  targets,
}) => {
  await school.setUp();
  await school.person('周主任', 'D001', ['logistics_director']);
  await school.signIn(page, 'D001');
  await page.route('**/api/v1/publications/overdue', (asked) => asked.fulfill({ json: OWED }));
  await page.goto(`${school.url}/purchases/publications`);
  const owed = page.getByRole('region', { name: /^(该公示没公示|Should hang on the board)/ });
  await expect(owed).toContainText('¥1,974.50');
  await expect(owed.getByRole('listitem')).toHaveCount(2);
  await axe();
  await targets();
  await owed.getByRole('link').last().click();
  await expect(page.locator('[data-path="period_from"]')).toHaveValue(LAST.from);
  await expect(page.locator('[data-path="period_to"]')).toHaveValue(LAST.to);
  await expect(page.locator('[data-path="with_petty"]')).toBeChecked();
  await axe();
  await page.locator('[data-path="phone"]').fill('0571-88880000');
  await page.locator('form button[type=submit]').filter({ visible: true }).first().click();
  await expect(page).toHaveURL(/publications\/[0-9a-f-]{36}$/);
  // The same days without a notice: nothing was bought, and that is said.
  const days = `from=${LAST.from}&to=${LAST.to}`;
  await page.goto(`${school.url}/purchases/publications/report?${days}`);
  await expect(page.getByText(/^(这段时间没有验收过的采购|Nothing was accepted)/)).toBeVisible();
  await page.getByRole('checkbox', { name: /^(零星采购也列上|List petty)/ }).check();
  await expect(page).toHaveURL(/with_petty=true/);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /^(导出|Export) ?[（(]CSV/ }).click();
  expect((await download).suggestedFilename()).toMatch(/\.zip$/);
  await axe();
  await targets();
});
