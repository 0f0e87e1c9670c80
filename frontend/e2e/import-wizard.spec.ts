import type { Page } from '@playwright/test';
import { expect, test } from './real-school';
import { axeSettled } from './school';

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

const choose = (page: Page, name: string, text: string) =>
  page
    .locator('main input[type=file]')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

const submit = (page: Page) => page.locator('main form button[type=submit]');

test('a faulty ledger is explained, the corrected one imported, found, and undone', async ({
  school,
  page,
  axe,
  scheme,
  targets,
}) => {
  await school.setUp();
  await school.person('方素琴', 'Z001', ['head_custodian']);
  await page.context().addCookies(await school.cookies('Z001'));
  await page.goto(`${school.url}/assets/imports/new`);

  await choose(page, '台账.csv', FAULTY);
  await expect(page.getByText(/^2 行要改|^2 rows to be put right/)).toBeVisible();
  await expect(page.getByText(/资产名称为空|asset name is empty/i)).toBeVisible();
  await expect(page.getByText('2023/13/41')).toBeVisible();
  await expect(submit(page)).toBeDisabled();
  await targets();
  await axeSettled({ page, scheme, axe });

  // A word nobody understood gets its category; the dry run is repeated by itself.
  await page.getByRole('button', { name: /老式木器/ }).click();
  await page.getByRole('dialog').getByRole('searchbox').fill('书柜');
  await page.getByRole('dialog').getByRole('listitem').first().getByRole('button').click();
  await expect(page.getByText(/分类不存在|no such category/)).toHaveCount(0);

  // The others could go in without the faulty ones.
  await page.getByRole('checkbox', { name: /先导入其他行|Import the others/ }).check();
  await expect(submit(page)).toHaveText(/导入 1 张卡片|Import 1 cards/);

  await page.getByRole('button', { name: /换一个文件|Choose another/ }).click();
  await choose(page, '台账改好.csv', RIGHT);
  await expect(submit(page)).toHaveText(/导入 2 张卡片|Import 2 cards/);

  // What was decided survives a reload.
  await page.reload();
  await expect(submit(page)).toHaveText(/导入 2 张卡片|Import 2 cards/);
  await submit(page).click();
  await expect(page.getByText(/导入好了：2 张卡片|Imported: 2 cards/)).toBeVisible();
  await targets();
  await axeSettled({ page, scheme, axe });

  await page.getByRole('link', { name: /看这些卡片|See the cards/ }).click();
  await expect(page.getByText('一体机').first()).toBeVisible();

  await page.goto(`${school.url}/assets/imports`);
  await targets();
  await axeSettled({ page, scheme, axe });
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
  await school.setUp();
  await school.person('方素琴', 'Z001', ['head_custodian']);
  await page.context().addCookies(await school.cookies('Z001'));
  await page.goto(`${school.url}/assets/imports/new`);
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
  await expect(page.getByText(/导入好了：2 张卡片|Imported: 2 cards/)).toBeVisible();
  const { items } = await school.api('Z001', 'GET', '/imports');
  expect(items).toHaveLength(1);
});

test.describe('when nothing arrived', () => {
  test('the page says that nothing was written, and the button works', async ({ school, page }) => {
    await school.setUp();
    await school.person('方素琴', 'Z001', ['head_custodian']);
    await page.context().addCookies(await school.cookies('Z001'));
    await page.goto(`${school.url}/assets/imports/new`);
    await choose(page, '台账.csv', RIGHT);
    let lose = true;
    await page.route('**/api/v1/imports', (route) =>
      lose && route.request().method() === 'POST' ? route.abort() : route.fallback(),
    );
    await submit(page).click();
    await expect(page.getByText(/什么都没写进去|nothing was written/)).toBeVisible();
    lose = false;
    await submit(page).click();
    await expect(page.getByText(/导入好了：2 张卡片|Imported: 2 cards/)).toBeVisible();
  });
});

test('while it runs a bar says how far it is; after a reload the page finds out', async ({
  school,
  page,
  axe,
  scheme,
}) => {
  await school.setUp();
  await school.person('方素琴', 'Z001', ['head_custodian']);
  await page.context().addCookies(await school.cookies('Z001'));
  await page.goto(`${school.url}/assets/imports/new`);
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
  await axeSettled({ page, scheme, axe });
  await page.reload();
  await expect(page.getByText(/1,200 (\/|of) 3,000/)).toBeVisible();
  running = false;
  await expect(page.getByText(/什么都没写进去|nothing was written/)).toBeVisible();
  await expect(submit(page)).toHaveText(/导入 2 张卡片|Import 2 cards/);
});

test.use({ allowConsole: /net::ERR_/ });
