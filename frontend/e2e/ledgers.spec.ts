import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, forgetWho, type RealSchool, test } from './real-school';
import { filesOf, rowsOf } from './zip';

// The auditor's afternoon: the ledgers as of 31 December, down to a card, exported and recomputed by hand; finance's figures beside them.
test.describe.configure({ timeout: 120_000 });

/** Things of earlier years in two rooms, somebody who keeps finance's books, and the auditor. */
async function furnished({ setUp, api, person }: RealSchool) {
  await setUp();
  await person('吴保管', 'C001', ['head_custodian']);
  await person('郑会计', 'F001', ['finance']);
  await person('审计员', 'U001', ['auditor']);
  const plan = { building: '致远楼', floors: 1, rooms_per_floor: 2 };
  await api('A001', 'POST', '/locations/generate', plan);
  const [room, other] = (await api('A001', 'GET', '/locations?kind=room')).items;
  const card = (body: object) => api('C001', 'POST', '/assets', body);
  await card({
    name: '学生课椅',
    category_code: 'A05010304',
    quantity: '40',
    unit_price: '83.33',
    acquired_on: '2023-09-01',
    location_id: room.id,
  });
  await card({
    name: '=投影仪',
    category_code: 'A02020200',
    original_value: '4980.00',
    acquired_on: '2024-03-05',
    location_id: other.id,
    details: { voucher_no: '记-7', booked_on: '2024-03-06' },
  });
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

test('the ledgers as of 31 December are read, exported, and recomputed row by row', async ({
  page,
  school,
  axe,
  targets,
}) => {
  await furnished(school);
  await school.signIn(page, 'U001');
  await page.goto(`${school.url}/ledgers?as_of=2024-12-31`);
  await expect(page.getByText(/^(期初导入|Opening import)$/)).toBeVisible();
  await expect(page.getByText(/^(相符|Agrees)$/).first()).toBeVisible();
  await expect(page.getByText(/^(不符|Differs)$/)).toHaveCount(0);
  await axe();
  await targets();

  await page.goto(`${school.url}/ledgers/general?as_of=2024-12-31&from=2024-01-01`);
  await expect(page.getByText(/¥8,313\.20/).first()).toBeVisible();
  await page.getByRole('link', { name: 'A02020200' }).click();
  await expect(page.getByText('=投影仪').filter({ visible: true }).first()).toBeVisible();
  await axe();
  await page.getByRole('link', { name: /^ZC/ }).first().click();
  await expect(page.getByText('记-7')).toBeVisible();
  await axe();

  await page.goto(`${school.url}/ledgers?as_of=2024-12-31`);
  await page.getByRole('button', { name: /^(导出|Export)$/ }).click();
  await page.getByRole('button', { name: /^(开始导出|Export it)$/ }).click();
  const download = page.waitForEvent('download');
  await page
    .getByRole('dialog')
    .getByRole('link', { name: /^(下载压缩包|Download the archive)$/ })
    .click();
  const archive = readFileSync(await (await download).path());
  const files = filesOf(archive);
  const manifest = JSON.parse((files.get('manifest.json') ?? Buffer.alloc(0)).toString('utf8'));
  for (const { name, bytes, sha256: said } of manifest.files) {
    const file = files.get(name) ?? Buffer.alloc(0);
    expect([file.length, sha256(file)]).toEqual([bytes, said]);
  }
  const data = [...files].find(([name]) => name.endsWith('.csv'))?.[1] ?? Buffer.alloc(0);
  const rows = rowsOf(data);
  expect(rows.length).toBe(manifest.rows);
  for (const [key, sum] of Object.entries<string>(manifest.sums)) {
    const at = manifest.columns.findIndex((column: { key: string }) => column.key === key);
    const total = rows.reduce((all, row) => all + Math.round(Number(row[at] || 0) * 1000), 0);
    expect(total, key).toBe(Math.round(Number(sum) * 1000));
  }
  expect(manifest.sums.original_value).toBe('8313.20');
  expect(rows.map((row) => row[3])).toContain("'=投影仪");
  expect([manifest.as_of, manifest.basis, manifest.exported_by]).toEqual([
    '2024-12-31',
    'opening_import',
    '审计员',
  ]);
  const { items } = await school.api('U001', 'GET', '/ledger-exports');
  expect(items[0].file_sha256).toBe(sha256(archive));
});

test("finance's figures are pasted, and every difference is named", async ({
  page,
  school,
  axe,
  targets,
}) => {
  await furnished(school);
  await school.signIn(page, 'F001');
  await page.goto(`${school.url}/ledgers/reconciliations`);
  await page
    .getByRole('button', { name: /^(录入财务账面数|Enter finance's figures)$/ })
    .filter({ visible: true })
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^(数据来源|Where the figures are from)/).fill('12 月科目余额表');
  await dialog.getByLabel(/^(分类余额|Balances by class)/).fill('A02\t4,980.00\nA05\t3333.21');
  await dialog.getByLabel(/^(本期凭证|Vouchers of the period)/).fill('记-7 2024/3/6 4980 购投影仪');
  await dialog.getByRole('button', { name: /^(保存并核对|Save and compare)$/ }).click();
  await expect(page.getByText(/^(1 处不符|1 differences)$/)).toBeVisible();
  await expect(page.getByText('¥0.01')).toBeVisible();
  await axe();
  await targets();
  await forgetWho(page);
  await school.signIn(page, 'U001');
  await page.goto(`${school.url}/ledgers/reconciliations`);
  await page.getByRole('link', { name: /12 月科目余额表/ }).click();
  await expect(page.getByText('郑会计')).toBeVisible();
});
