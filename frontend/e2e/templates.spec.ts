import { readSheet } from 'read-excel-file/node';
import { expect, test } from './real-school';

// A bureau's blank form (written by openpyxl, as bureaus' come from many programs) on the real product: sent, looked at, corrected,
// kept, filled with a part of the register, and read back by a library that wrote none of it.
test.describe.configure({ timeout: 90_000 });

const BLANK = 'e2e/blank-form.xlsx';
const NAME = '区教育局年报';

test('a blank form is sent once and filled with its heads untouched', async ({
  page,
  school,
  axe,
  targets,
}) => {
  await school.setUp();
  await school.person('吴保管', 'K001', ['head_custodian']);
  for (const [name, category, value] of [
    ['投影仪', 'A02020200', '4980.00'],
    ['台式计算机', 'A02010105', '4200.50'],
    ['学生课桌', 'A05010203', '100.00'],
  ]) {
    const card = { name, category_code: category, original_value: value };
    await school.api('K001', 'POST', '/assets', card);
  }
  await page.context().addCookies(await school.cookies('K001'));
  await page.goto(`${school.url}/assets?category=A02`);
  await page.getByRole('button', { name: /^(导出|Export)$/ }).click();
  await page.getByRole('link', { name: /^(填上级下发的表|Fill our bureau's template)$/ }).click();
  await expect(page.getByText(/符合当前筛选条件的 2 张|The 2 cards/)).toBeVisible();

  await page.locator('input[type=file]').setInputFiles(BLANK);
  const preview = page.getByRole('region', { name: /^(表的开头|How the form begins)$/ });
  await expect(preview.getByText('城北区教育局固定资产上报表')).toBeVisible();
  // The heads are in row 4, and row 5 counts the columns: data begins in row 6.
  await expect(page.getByLabel(/^(从哪一行填起|Filled from)$/)).toHaveValue('6');
  const column = (letter: string) =>
    page.getByLabel(new RegExp(`^(${letter} 列|Column ${letter}) `));
  await expect(column('A')).toHaveValue('row_number');
  await expect(column('B')).toHaveValue('asset_no');
  await expect(column('F')).toHaveValue('original_value');
  await expect(column('G')).toHaveValue('');
  await column('G').selectOption('category_code');
  await page.getByLabel(/^(名称|Name)$/).fill(NAME);
  await axe();
  await targets();
  await page.getByRole('button', { name: /^(保存这张表|Keep this form)$/ }).click();

  await expect(page.getByRole('heading', { name: NAME })).toBeVisible();
  await page.getByRole('button', { name: new RegExp(`^(填表|Fill) ${NAME}$`) }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/^(导出完成|The export is ready)$/)).toBeVisible();
  const within = await dialog.evaluate((element) => element.scrollWidth <= element.clientWidth);
  expect(within, 'nothing is cut off at the side').toBe(true);
  await axe();
  const download = page.waitForEvent('download');
  await dialog.getByRole('link', { name: /^(下载文件|Download the file)$/ }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.xlsx$/);

  const sheet = '上报表';
  const filled = await readSheet(await file.path(), sheet);
  const blank = await readSheet(BLANK, sheet);
  expect(filled.slice(0, 5)).toEqual(blank.slice(0, 5));
  expect(filled.slice(5, 8)).toEqual([
    [1, 'ZC2026-000001', '投影仪', null, 1, 4980, 'A02020200'],
    [2, 'ZC2026-000002', '台式计算机', null, 1, 4200.5, 'A02010105'],
    [null, null, null, null, null, null, null],
  ]);
  expect(filled[8]?.[2]).toBe('合计');
  expect(filled[9]?.[0]).toBe(blank[9]?.[0]);

  await dialog.getByRole('button', { name: /^(关闭|Close)$/ }).click();
  await page.getByRole('button', { name: /^(改对应的列|Change the columns)$/ }).click();
  await expect(column('G')).toHaveValue('category_code');
  await column('G').selectOption('');
  await page.getByRole('button', { name: /^(保存这张表|Keep this form)$/ }).click();
  await expect(page.getByText(/填 6 列|6 columns filled/)).toBeVisible();
  await page.getByRole('button', { name: /^(删除|Remove)$/ }).click();
  await page.getByRole('button', { name: /^(删除这张表|Remove this form)$/ }).click();
  await expect(page.getByText(/^(还没有上级的空表|No form of the bureau yet)$/)).toBeVisible();
});

test.describe('refused', () => {
  // The browser adds its own line about the answer.
  test.use({ allowConsole: /status of 422/ });
  test('what is no workbook says so', async ({ page, school }) => {
    await school.setUp();
    await school.person('吴保管', 'K001', ['head_custodian']);
    await page.context().addCookies(await school.cookies('K001'));
    await page.goto(`${school.url}/assets/templates`);
    const csv = {
      name: '表.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('资产编号,资产名称\n'),
    };
    await page.locator('input[type=file]').setInputFiles(csv);
    await expect(page.getByText(/请上传 \.xlsx 或 \.xls|as \.xlsx or \.xls/)).toBeVisible();
    await page.getByRole('button', { name: /^(取消|Cancel)$/ }).click();
    await expect(
      page.getByRole('button', { name: /^(上传空表|Send a blank form)$/ }),
    ).toBeVisible();
  });
});
