import type { Page } from '@playwright/test';
import { expect, forgetWho, type RealSchool, test } from './real-school';

// From one store to another, from the counter into a repair, and from what is low to a purchase request.
test.describe.configure({ timeout: 120_000 });

/** Two stores with a keeper each; chalk below its minimum, valves, and a repair that the worker has in hand. */
async function stocked({ setUp, api, person }: RealSchool) {
  await setUp();
  await person('周主任', 'D001', ['logistics_director']);
  const keeper = await person('孙保管', 'K001', ['storekeeper']);
  const other = await person('吴保管', 'K002', ['storekeeper']);
  const worker = await person('王师傅', 'W001', ['repair_worker']);
  const add = async (path: string, body: object) =>
    (await api('D001', 'POST', path, body)).id as string;
  const store = await add('/stores', { name: '总务库房', keeper_ids: [keeper] });
  const sports = await add('/stores', { name: '体育器材室', keeper_ids: [other] });
  const item = { category: '教学用品', unit: '盒' };
  const chalk = await add('/stock-items', { ...item, name: '粉笔', minimum: '50' });
  const valve = await add('/stock-items', { ...item, name: '角阀', unit: '个' });
  const lines = [
    { item_id: chalk, quantity: '40', value: '100.00' },
    { item_id: valve, quantity: '5', value: '62.50' },
  ];
  await api('K001', 'POST', '/stock-receipts', { store_id: store, source: 'opening', lines });
  await api('A001', 'POST', '/locations/generate', {
    building: '致远楼',
    floors: 1,
    rooms_per_floor: 1,
  });
  const room = (await api('A001', 'GET', '/locations?kind=room')).items[0].id;
  await api('A001', 'POST', '/repair-routes', { worker_id: worker });
  const faults = [{ category: 'plumbing' }];
  const { items } = await api('W001', 'POST', '/repair-cases', { location_id: room, faults });
  return { store, sports, chalk, repair: items[0] as { id: string; number: string } };
}

async function pick(page: Page, path: string, name: string): Promise<void> {
  await page.locator(`[data-path="${path}"]`).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('searchbox').fill(name);
  await dialog.getByRole('button', { name }).first().click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

const button = (page: Page, name: RegExp) =>
  page.getByRole('button', { name }).filter({ visible: true });

test.use({ allowConsole: /status of (409|422)/ });

test('chalk moves to the other store, and its keeper finds the paper', async ({
  page,
  school,
  axe,
  targets,
}) => {
  const { store, sports, chalk } = await stocked(school);
  await school.signIn(page, 'K001');
  await page.goto(`${school.url}/stores/${store}/transfer`);
  await button(page, /^(调拨|Move)$/).click();
  await expect(page.getByText(/^(请选调入库房。|Choose the store it goes to\.)$/)).toBeVisible();
  await page.locator('[data-path="to_store_id"]').selectOption({ label: '体育器材室' });
  // Its only keeper takes it over.
  await expect(page.locator('[data-path="receiver_id"]')).toContainText('吴保管');
  await pick(page, 'lines', '粉笔');
  await page.locator('[data-path="lines.0.quantity"]').fill('41');
  await button(page, /^(调拨|Move)$/).click();
  await expect(page.getByText(/只有 40 盒|Only 40 盒/).first()).toBeVisible();
  await page.locator('[data-path="lines.0.quantity"]').fill('15');
  await page.locator('[data-path="lines.0.bin"]').fill('门口');
  await targets();
  await axe();
  await button(page, /^(调拨|Move)$/).click();
  await expect(page).toHaveURL(/documents\/[0-9a-f-]{36}$/);
  await expect(page.getByText('总务库房 → 体育器材室')).toBeVisible();
  await axe();
  const { balances } = await school.api('D001', 'GET', `/stock-items/${chalk}`);
  expect(balances.map((one: { value: string }) => one.value).sort()).toEqual(['37.50', '62.50']);

  await forgetWho(page);
  await school.signIn(page, 'K002');
  await page.goto(`${school.url}/stores/${sports}`);
  await page
    .getByRole('link', { name: /^(从总务库房调来|From 总务库房)$/ })
    .filter({ visible: true })
    .click();
  await expect(page.getByText('总务库房 → 体育器材室')).toBeVisible();
});

test('a thing lies in another bin: its keeper says where, and the ledger shows it', async ({
  page,
  school,
  axe,
  targets,
}) => {
  const { store, chalk } = await stocked(school);
  await school.signIn(page, 'K001');
  await page.goto(`${school.url}/stores/items/${chalk}`);
  await button(page, /^(换库位|Move to another bin)$/).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('button[type=submit]').click();
  await expect(dialog.getByText(/^(请写放在哪里。|Say where it lies\.)$/)).toBeVisible();
  await dialog.locator('[data-path="bin"]').fill('东墙 2 层');
  await axe();
  await targets();
  await dialog.locator('button[type=submit]').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText('东墙 2 层').filter({ visible: true }).first()).toBeVisible();
  await page.goto(`${school.url}/stores/ledger?store_id=${store}`);
  await expect(page.getByText('东墙 2 层').filter({ visible: true }).first()).toBeVisible();
  await axe();
});

test('parts from the counter stand with the repair', async ({ page, school, axe }) => {
  const { store, repair } = await stocked(school);
  await school.signIn(page, 'K001');
  await page.goto(`${school.url}/stores/${store}/issue`);
  await expect(page.locator('[data-path="repair_case_id"]')).toHaveCount(0);
  await pick(page, 'receiver_id', '王师傅');
  await page.locator('[data-path="repair_case_id"]').selectOption(repair.id);
  await page.getByRole('button', { name: /^角阀/ }).click();
  await axe();
  await button(page, /^(请领用人确认|Let the receiver confirm)$/).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(我收到了|I have received it)$/ })
    .click();
  await expect(page.getByRole('status').filter({ hasText: '王师傅' })).toBeVisible();

  // Whoever repairs sees what went in, not what it cost; the director sees both.
  const parts = page.getByRole('region', { name: /^(从库房领的配件|Parts from the stores)$/ });
  for (const [login, price] of [
    ['W001', false],
    ['D001', true],
  ] as const) {
    await forgetWho(page);
    await school.signIn(page, login);
    await page.goto(`${school.url}/repairs/${repair.id}`);
    await expect(parts).toContainText('角阀');
    await expect(parts.getByText('12.50')).toHaveCount(price ? 1 : 0);
  }
  await axe();
});

test('what is low becomes a purchase request by one button', async ({ page, school }) => {
  await stocked(school);
  await school.signIn(page, 'K001');
  await page.goto(`${school.url}/stores?below_minimum=true`);
  await page.getByRole('link', { name: /^(申请采购这些|Request these)$/ }).click();
  await expect(page.locator('[data-path="lines.0.name"]')).toHaveValue('粉笔');
  await expect(page.locator('[data-path="lines.0.quantity"]')).toHaveValue('10');
  await expect(page.locator('[data-path="lines.0.unit_price"]')).toHaveValue('2.50');
  await button(page, /^(保存|Save)/).click();
  await expect(page).toHaveURL(/purchases\/[0-9a-f-]{36}$/);
  await expect(page.getByText('25.00').first()).toBeVisible();
});
