import { readFileSync } from 'node:fs';
import { expect, test } from './real-school';
import { anotherFile, atTheWizard, choose, done, submit } from './wizard';

// A ledger from its first, faulty version to the register and back, on the real product.

const HEADS = '资产编号,资产名称,分类,数量,单位,单价,原值,取得日期,存放地点,自编码';
const GOOD = 'GZ-001,台式电脑,台式计算机,2,台,4500,9000,2023-09-01,图书馆,甲1';
const FAULTY = `青禾小学台账
${HEADS}
${GOOD}
GZ-002,,台式计算机,1,台,4500,4500,2023-09-01,图书馆,甲2
GZ-003,书柜,老式木器,1,个,900,900,2023/13/41,图书馆,甲3
合计,,,4,,,14400,,,
`;
const RIGHT = `${HEADS}
${GOOD}
GZ-002,一体机,台式计算机,1,台,4500,4500,2023-09-01,图书馆,甲2
`;

test('a faulty ledger is explained, the corrected one imported, found, and undone', async ({
  school,
  page,
  axe,
  targets,
}) => {
  await atTheWizard(page, school);

  await choose(page, '台账.csv', FAULTY);
  await expect(page.getByText(/^2 行要改|^2 rows to be put right/)).toBeVisible();
  await expect(page.getByText(/资产名称为空|asset name is empty/i)).toBeVisible();
  await expect(page.getByText('2023/13/41')).toBeVisible();
  await expect(submit(page)).toBeDisabled();
  await targets();
  await axe();

  const copy = page.waitForEvent('download');
  await page.getByRole('link', { name: /下载带批注的副本|Download the copy with notes/ }).click();
  // A workbook begins with the letters of a zip archive.
  expect(
    readFileSync(await (await copy).path())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');

  // A word nobody understood gets its category; the dry run is repeated by itself.
  await page.getByRole('button', { name: /老式木器/ }).click();
  await page.getByRole('dialog').getByRole('searchbox').fill('书柜');
  await page.getByRole('dialog').getByRole('listitem').first().getByRole('button').click();
  await expect(page.getByText(/分类不存在|no such category/)).toHaveCount(0);

  // The others could go in without the faulty ones.
  await page.getByRole('checkbox', { name: /先导入其他行|Import the others/ }).check();
  await expect(submit(page)).toHaveText(/导入 1 张卡片|Import 1 cards/);

  await anotherFile(page);
  await choose(page, '台账改好.csv', RIGHT);
  await expect(submit(page)).toHaveText(/导入 2 张卡片|Import 2 cards/);

  await page.getByRole('radio', { name: /一件一张卡片|One card for each piece/ }).check();
  await expect(submit(page)).toHaveText(/导入 3 张卡片|Import 3 cards/);

  // What was decided survives a reload.
  await page.reload();
  await expect(submit(page)).toHaveText(/导入 3 张卡片|Import 3 cards/);
  await submit(page).click();
  await done(page, '3');
  await targets();
  await axe();

  await page.getByRole('link', { name: /看这些卡片|See the cards/ }).click();
  await expect(page).toHaveURL(/import_id=/);
  await expect(page.getByText('一体机').first()).toBeVisible();

  await page.goto(`${school.url}/assets/imports`);
  await targets();
  await axe();
  await page
    .getByRole('button', { name: /^撤销$|^Undo$/ })
    .first()
    .click();
  await page.getByRole('dialog').getByRole('textbox').fill('选错了文件');
  await targets();
  await page.getByRole('dialog').locator('button[type=submit]').click();
  await expect(page.getByText(/^已撤销$|^Undone$/).first()).toBeVisible();
  const { items } = await school.api('Z001', 'GET', '/assets');
  expect(items).toEqual([]);
});

test('a lost answer is looked up, and nothing is imported twice', async ({ school, page }) => {
  await atTheWizard(page, school);
  // A table from the clipboard.
  await page.locator('main summary').click();
  await page.locator('main textarea').fill(RIGHT.replaceAll(',', '\t'));
  await page.getByRole('button', { name: /用这张表|Use this table/ }).click();
  await expect(submit(page)).toHaveText(/导入 2 张卡片|Import 2 cards/);
  // It arrives and is done, but no answer comes back.
  await page.route('**/api/v1/imports', async (route) => {
    if (route.request().method() !== 'POST') {
      return route.fallback();
    }
    await route.fetch();
    return route.abort();
  });
  await submit(page).click();
  await done(page, '2');
  const { items } = await school.api('Z001', 'GET', '/imports');
  expect(items).toHaveLength(1);
});

test.describe('when nothing arrived', () => {
  test('the page says that nothing was written, and the button works', async ({ school, page }) => {
    await atTheWizard(page, school);
    await choose(page, '台账.csv', RIGHT);
    let lose = true;
    await page.route('**/api/v1/imports', (route) =>
      lose && route.request().method() === 'POST' ? route.abort() : route.fallback(),
    );
    await submit(page).click();
    await expect(page.getByText(/什么都没写进去|nothing was written/)).toBeVisible();
    lose = false;
    await submit(page).click();
    await done(page, '2');
  });
});

test('while it runs a bar says how far it is; after a reload the page finds out', async ({
  school,
  page,
  axe,
}) => {
  await atTheWizard(page, school);
  await choose(page, '台账.csv', RIGHT);
  let running = true;
  await page.route('**/api/v1/imports/progress?*', (route) =>
    route.fulfill({
      json: { progress: running ? { phase: 'writing', done: 1200, total: 3000 } : null },
    }),
  );
  // It never arrives: the page is reloaded before.
  await page.route('**/api/v1/imports', (route) =>
    route.request().method() === 'POST' ? undefined : route.fallback(),
  );
  await submit(page).click();
  await expect(page.getByText(/1,200 (\/|of) 3,000/)).toBeVisible();
  await axe();
  await page.reload();
  await expect(page.getByText(/1,200 (\/|of) 3,000/)).toBeVisible();
  running = false;
  await expect(page.getByText(/什么都没写进去|nothing was written/)).toBeVisible();
  await expect(submit(page)).toHaveText(/导入 2 张卡片|Import 2 cards/);
});

test('the plug is pulled: all was written or nothing, the page knows which, and the next press imports it', async ({
  school,
  page,
}) => {
  test.setTimeout(180_000);
  await atTheWizard(page, school);
  const rows = Array.from({ length: 15_000 }, (_, at) => `BIG-${at},课桌,1,200,三年级办公室`);
  await choose(page, '大台账.csv', ['资产编号,资产名称,数量,原值,存放地点', ...rows].join('\n'));
  await expect(submit(page)).toHaveText(/导入 15,000 张卡片|Import 15,000 cards/, {
    timeout: 60_000,
  });
  await submit(page).click();
  await expect(page.getByText(/在写卡片|Writing cards/)).toBeVisible({ timeout: 60_000 });
  await school.restart();
  // The commit may have been faster than the plug; what the page says must be what is true.
  const nothing = page.getByText(/什么都没写进去|nothing was written/);
  const whole = page.getByText(/导入好了：15,000 张卡片|Imported: 15,000 cards/);
  await expect(nothing.or(whole)).toBeVisible({ timeout: 30_000 });
  const { count } = await school.api('Z001', 'GET', '/assets/totals');
  expect([await nothing.isVisible(), count]).toEqual(count === 0 ? [true, 0] : [false, 15_000]);
  if (count === 0) {
    await submit(page).click();
  }
  await done(page, '15,000', 60_000);
  expect((await school.api('Z001', 'GET', '/assets/totals')).count).toBe(15_000);
});

test.use({ allowConsole: /net::ERR_/ });
