import { readFileSync } from 'node:fs';
import { expect, test } from './real-school';
import { anotherFile, atTheWizard, choose, column, done, planAfter, submit } from './wizard';

// What a school does with files after the first one: the same export again, an update, a comparison.
test.describe.configure({ timeout: 60_000 });

const LEDGER = `资产编号,资产名称,数量,原值,存放地点,品牌,采购批号
GZ-001,台式计算机,1,4500,图书馆,,甲1
GZ-002,投影仪,1,4800,图书馆,,甲2
GZ-003,课桌,30,6000,三年级办公室,,甲3
`;

test('what a column means is said once, saved, and known for the next file', async ({
  school,
  page,
  axe,
  targets,
}) => {
  await atTheWizard(page, school);
  await planAfter(page, () => choose(page, '财政导出.csv', LEDGER));
  const plan = await planAfter(page, () => column(page, '采购批号').selectOption('order_no'));
  expect(plan.options.columns).toEqual({ 采购批号: 'order_no' });

  await page.getByRole('button', { name: /把这些对应存下来|Save this for next time/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('财政导出');
  await targets();
  await axe();
  await dialog.locator('button[type=submit]').click();
  await expect(dialog).toBeHidden();

  // Another file with the same heads: read as it was said, without a word.
  await anotherFile(page);
  const next = await planAfter(page, () =>
    choose(page, '财政导出二.csv', LEDGER.replaceAll('GZ-', 'GZ-1')),
  );
  expect(next.mapping.name).toBe('财政导出');
  await expect(page.getByText(/按“财政导出”认的列|are read as in “财政导出”/)).toBeVisible();
  await axe();
  await submit(page).click();
  await done(page, '3');
});

test('an update finds cards by number, shows every change, and makes it', async ({
  school,
  page,
  axe,
  targets,
}) => {
  await atTheWizard(page, school);
  await choose(page, '台账.csv', LEDGER);
  await submit(page).click();
  await done(page, '3');
  await page.getByRole('button', { name: /再导入一个|Import another/ }).click();

  await page.getByRole('radio', { name: /已有卡片的新内容|Changes to cards/ }).check();
  // A name that no category has is none of the update's business: the card has one.
  const update =
    '资产编号,资产名称,品牌,存放地点\nGZ-001,教师用机,联想,图书馆\nGZ-002,投影仪,,图书馆\nGZ-404,书柜,,图书馆\n';
  const plan = await planAfter(page, () => choose(page, '更新.csv', update));
  expect([plan.changed_cards, plan.unchanged_cards, plan.refused_rows]).toEqual([1, 1, 1]);
  await expect(page.getByText('教师用机').first()).toBeVisible();
  await targets();
  await axe();
  await page.getByRole('checkbox', { name: /先导入其他行|Import the others/ }).check();
  await submit(page).click();
  await expect(page.getByText(/改好了：1 张卡片|Changed: 1 cards/)).toBeVisible();
  const { items } = await school.api('Z001', 'GET', '/assets?q=GZ-001');
  expect(items[0]).toMatchObject({ name: '教师用机', category: { code: 'A02010105' } });
});

for (const format of ['csv', 'xlsx'] as const) {
  test(`an export as ${format} comes back without a change`, async ({ school, page }) => {
    await atTheWizard(page, school);
    // What a spreadsheet would take for a formula, and what it would take for a number.
    const awkward =
      '资产编号,资产名称,数量,原值,存放地点,品牌\n0012,课桌,30,6000.10,图书馆,=1+1 厂\n';
    await choose(
      page,
      '台账.csv',
      awkward + LEDGER.split('\n').slice(1, 3).join('\n').replaceAll(/,甲./g, ''),
    );
    await submit(page).click();
    await done(page, '3');

    await page.goto(`${school.url}/assets`);
    await page.getByRole('button', { name: /^(导出|Export)$/ }).click();
    await page.getByRole('radio', { name: format === 'csv' ? /CSV/ : /Excel/ }).check();
    await page.getByRole('button', { name: /^(开始导出|Start the export)$/ }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: /^(下载文件|Download the file)$/ }).click();
    const file = await download;

    await page.goto(`${school.url}/assets/imports/new`);
    await page.getByRole('radio', { name: /已有卡片的新内容|Changes to cards/ }).check();
    const content = readFileSync(await file.path());
    const plan = await planAfter(page, () => choose(page, file.suggestedFilename(), content));
    expect([plan.changed_cards, plan.unchanged_cards, plan.refused_rows]).toEqual([0, 3, 0]);
  });
}

test('the register is compared with an export of the government, and the lists are taken along', async ({
  school,
  page,
  axe,
  targets,
}) => {
  await atTheWizard(page, school);
  await choose(page, '台账.csv', LEDGER);
  await submit(page).click();
  await done(page, '3');

  await page.goto(`${school.url}/assets/imports`);
  await page.getByRole('link', { name: /核对|^Compare$/ }).click();
  const theirs =
    '卡片编号,资产编号,资产名称,数量,原值\nK1,GZ-001,台式计算机,1,4500\nK2,GZ-002,投影仪,1,5000\nK9,GZ-009,怪东西,1,300\n';
  await planAfter(page, () => choose(page, '资产系统.csv', theirs));
  await page.getByRole('button', { name: /^(开始核对|Compare)$/ }).click();
  await expect(
    page.getByText(/两边都有 2 张，1 张完全一样|2 cards on both sides, 1 of them/),
  ).toBeVisible();
  await expect(page.getByText('¥5,000.00')).toBeVisible();
  await targets();
  await axe();
  await page.getByRole('tab', { name: /只在那边 1|Only there 1/ }).click();
  await expect(page.getByText('怪东西')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: /只在这边 1|Only here 1/ })).toBeFocused();
  await expect(page.getByText('课桌')).toBeVisible();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: /下载这张表|Download this table/ }).click();
  const text = readFileSync(await (await saved).path(), 'utf8');
  expect(text.split('\r\n')[1]).toMatch(/^GZ-003,,课桌,30,6000\.00$/);
});
