import { readFileSync } from 'node:fs';
import { expect, test } from './real-school';
import { axeSettled } from './school';

// A ledger on the real product: looked at with its errors, corrected, written, undone.
test.describe.configure({ timeout: 90_000 });

const HEADS = '资产编号,资产名称,数量,单价,存放地点\n';
const GOOD = `${HEADS}QH-001,课桌,50,100.01,致远楼101\nQH-002,课椅,50,83.00,致远楼101\n`;
const BAD = `${HEADS}QH-001,课桌,50,100.01,致远楼101\nQH-002,课椅,五十,83.00,致远楼101\n`;

test('errors are shown and come back in a copy; the corrected ledger goes in and out again', async ({
  page,
  school,
  axe,
  scheme,
}) => {
  await school.setUp();
  await school.person('吴保管', 'K001', ['head_custodian']);
  await page.context().addCookies(await school.cookies('K001'));
  await page.goto(`${school.url}/assets/imports`);
  const file = page.locator('input[type=file]');
  await file.setInputFiles({ name: '台账.csv', mimeType: 'text/csv', buffer: Buffer.from(BAD) });
  await expect(
    page.getByText(/可以导入 1 行，不能导入 1 行|1 can be imported, 1 are refused/),
  ).toBeVisible();
  await expect(page.getByText(/数量不是正整数|not a positive whole number/)).toBeVisible();
  const commit = page.getByRole('button', { name: /^(导入 1 张卡片|Import 1 cards)$/ });
  await expect(commit).toBeDisabled();
  const copy = page.waitForEvent('download');
  await page.getByRole('link', { name: /^(下载批注文件|Download the annotated copy)$/ }).click();
  const path = await (await copy).path();
  expect(readFileSync(path).subarray(0, 2).toString()).toBe('PK');
  await axeSettled({ page, axe, scheme });

  await page.getByRole('button', { name: /^(换一个文件|Choose another file)$/ }).click();
  await file.setInputFiles({ name: '台账.csv', mimeType: 'text/csv', buffer: Buffer.from(GOOD) });
  await page.getByRole('radio', { name: /^(一件一张卡片：100 张|One card a piece: 100)$/ }).check();
  await page.getByRole('button', { name: /^(导入 100 张卡片|Import 100 cards)$/ }).click();
  await expect(page.getByText(/^(导入好了：100 张卡片|Imported: 100 cards)$/)).toBeVisible();

  await page.getByRole('button', { name: /^(撤销 台账\.csv|Undo 台账\.csv)$/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('导错了文件');
  await dialog.getByRole('button', { name: /^(撤销导入|Undo the import)$/ }).click();
  await expect(page.getByText(/^(已撤销|Undone)$/).first()).toBeVisible();
  const left = await school.api('K001', 'GET', '/assets/totals');
  expect(left.count).toBe(0);
});

test('a table from the clipboard is read like a file', async ({ page, school }) => {
  await school.setUp();
  await school.person('吴保管', 'K001', ['head_custodian']);
  await page.context().addCookies(await school.cookies('K001'));
  await page.goto(`${school.url}/assets/imports`);
  await page.getByRole('button', { name: /^(粘贴表格|Paste a table)$/ }).click();
  await page.getByRole('textbox').fill(GOOD.replaceAll(',', '\t'));
  await page.getByRole('button', { name: /^(看一看|Look at it)$/ }).click();
  await page.getByRole('button', { name: /^(导入 2 张卡片|Import 2 cards)$/ }).click();
  await page.getByRole('link', { name: /^(看这些卡片|Show these cards)$/ }).click();
  await expect(page).toHaveURL(/import_id=/);
  await expect(page.getByText('QH-002').first()).toBeVisible();
});
