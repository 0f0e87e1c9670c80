import type { Page } from '@playwright/test';
import { expect, PASSWORD, type RealSchool, test } from './real-school';

// The whole way of a broken thing, on the real product with a clock that the test moves.
test.describe.configure({ timeout: 120_000 });

const SEND = /^(发送|Send)$/;
const FIXED = /^(修好了|Fixed)$/;

/** A sign of the room and a worker who gets everything by default. */
async function ready(school: RealSchool): Promise<{ code: string; room: string }> {
  await school.setUp();
  const plan = { building: '致远楼', floors: 2, rooms_per_floor: 3 };
  await school.api('A001', 'POST', '/locations/generate', plan);
  const worker = await school.person('王师傅', 'W001', ['repair_worker']);
  await school.api('A001', 'POST', '/repair-routes', { worker_id: worker });
  const rooms = await school.api('A001', 'GET', '/locations?kind=room');
  const room = rooms.items.find((r: { name: string }) => r.name === '203');
  return { code: room.sign_code, room: room.id };
}

async function reportAtTheDoor(
  page: Page,
  url: string,
  code: string,
  category: string,
): Promise<string> {
  await page.goto(`${url}/s/${code}`);
  await page.locator(`input[value=${category}]`).check();
  await page.getByRole('button', { name: SEND }).click();
  const followUp = page.getByRole('link', { name: /看进展|follow|progress/i }).first();
  await expect(followUp).toBeVisible();
  return (await followUp.getAttribute('href')) ?? '';
}

/** The worker's day: the first case in his hands is fixed, worn by use. */
async function fix(page: Page, school: RealSchool): Promise<void> {
  await school.signIn(page, 'W001');
  await page.goto(`${school.url}/`);
  await page.getByRole('article').first().getByRole('button', { name: FIXED }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[value=natural_wear]').check();
  await dialog.locator('button[type=submit]').click();
  await expect(dialog).toBeHidden();
}

test('from an empty server to rooms with a sign on each door', async ({ page, school, axe }) => {
  await page.goto(`${school.url}/set-up#token=${school.setupToken}`);
  const fill = (path: string, value: string) => page.locator(`[data-path="${path}"]`).fill(value);
  await fill('school.name', '青禾小学');
  await fill('school.public_url', school.outside);
  await fill('administrator.name', '林管理');
  await fill('administrator.staff_no', 'A001');
  await fill('administrator.password', PASSWORD);
  await fill('second_key_holder.name', '董校长');
  await fill('second_key_holder.password', PASSWORD);
  await page.locator('button[type=submit]').click();
  // The code for an auditor is told once, on a sheet to be printed.
  await expect(page.getByRole('article')).toContainText(/[0-9A-Z]{4}( [0-9A-Z]{4}){3}/);
  await axe('light');
  await page.getByRole('button', { name: /打印好了|Printed/ }).click();
  await expect(page).toHaveURL(/sign-in/);
  await school.signIn(page, 'A001');

  await page.goto(`${school.url}/places/generate`);
  await page.locator('[data-path="building"]').fill('致远楼');
  await page.locator('[data-path="floors"]').fill('4');
  await page.locator('[data-path="rooms_per_floor"]').fill('6');
  const make = page.locator('button[type=submit]');
  await expect(make).toContainText('24');
  await make.click();
  await expect(page).toHaveURL(/\/places\/[0-9a-f-]{36}$/);
  await page.goto(page.url().replace('/places/', '/places/signs?under='));
  await expect(page.getByRole('img', { name: /二维码|QR/ })).toHaveCount(24);
  await axe('light');
});

test('reported at the door without an account, done by the default worker, closed by silence', async ({
  page,
  school,
  browser,
  axe,
}) => {
  const { code } = await ready(school);
  const followUp = await reportAtTheDoor(page, school.url, code, 'lighting');
  await axe('light');

  const workshop = await browser.newContext();
  const worker = await workshop.newPage();
  await fix(worker, school);
  await workshop.close();

  await page.goto(`${school.url}${followUp}`);
  await expect(page.getByText(/修好了，看一下|Fixed, please look/).first()).toBeVisible();
  await school.advance(7);
  await page.reload();
  await expect(page.getByText(/^(完成|Finished)$/).first()).toBeVisible();
});

test('a repair that is refused is done again', async ({ page, school, browser }) => {
  const { code } = await ready(school);
  const followUp = await reportAtTheDoor(page, school.url, code, 'lock');
  const workshop = await browser.newContext();
  const worker = await workshop.newPage();
  await fix(worker, school);

  await page.goto(`${school.url}${followUp}`);
  await page.getByRole('button', { name: /还没好|Not fixed/ }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('还是锁不上');
  await page.getByRole('dialog').locator('button[type=submit]').click();
  await expect(page.getByText(/没修好，再修|Not fixed yet/).first()).toBeVisible();

  await worker.goto(`${school.url}/`);
  await worker.getByRole('article').first().getByRole('button', { name: FIXED }).click();
  await worker.getByRole('dialog').locator('input[value=natural_wear]').check();
  await worker.getByRole('dialog').locator('button[type=submit]').click();
  await expect(worker.getByRole('dialog')).toBeHidden();
  await workshop.close();

  await page.reload();
  const confirm = /^(确认修好|It is fixed)$/;
  await page.getByRole('button', { name: confirm }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: confirm }).click();
  await expect(page.getByText(/^(完成|Finished)$/).first()).toBeVisible();
});

test('a second scan shows what is reported and joins it', async ({ page, school, browser }) => {
  const { code } = await ready(school);
  await reportAtTheDoor(page, school.url, code, 'projector');
  const elsewhere = await browser.newContext();
  const second = await elsewhere.newPage();
  await second.goto(`${school.url}/s/${code}`);
  await expect(second.getByText(/已派王师傅|With 王师傅/)).toBeVisible();
  await second.getByRole('button', { name: /我也遇到了|Me too/ }).click();
  await expect(second.getByText(/记上了|Noted/)).toBeVisible();
  await elsewhere.close();
  const list = await school.api('W001', 'GET', '/repair-cases?state=open');
  expect(list.items).toHaveLength(1);
});
