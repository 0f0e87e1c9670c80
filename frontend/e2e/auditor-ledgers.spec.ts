import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, forgetWho, type RealSchool, test } from './real-school';
import { enter, sealedCode } from './sealed';

// The auditor's whole afternoon in one chain: the code, the seat, the ledgers as of 31 December, what he takes along, and his own program at home.
test.describe.configure({ timeout: 240_000 });
// His session ends with his seat.
test.use({ allowConsole: /status of 401/ });

const DAY = 86_400_000;

/** A year of a school's books: things of before, one that moves in parts, one taken back, a month of depreciation, and one that came too late. */
async function lived(school: RealSchool): Promise<{ december: string }> {
  const { setUp, api, person, advance } = school;
  await setUp();
  await person('吴保管', 'C001', ['head_custodian']);
  await person('郑会计', 'F001', ['finance']);
  const plan = { building: '致远楼', floors: 1, rooms_per_floor: 2 };
  await api('A001', 'POST', '/locations/generate', plan);
  const [room, other] = (await api('A001', 'GET', '/locations?kind=room')).items;
  const { today } = (await api('C001', 'GET', '/general-ledger')).head;
  const year = Number(today.slice(0, 4));
  const own = { value: 'own', valid_from: today, source: '校务会', reason: '财务要求' };
  await api('A001', 'PUT', '/policies/asset.depreciation_source', own, 0);
  const card = (name: string, category_code: string, body: object) =>
    api('C001', 'POST', '/assets', { name, category_code, ...body });
  const chairs = await card('学生课椅', 'A05010304', {
    quantity: '40',
    unit_price: '83.33',
    location_id: room.id,
  });
  await card('投影仪', 'A02020200', {
    original_value: '4980.00',
    acquired_on: `${year - 2}-03-05`,
    location_id: other.id,
    details: { booked_on: `${year - 2}-03-06` },
  });
  const wrong = await card('登记错的', 'A05010203', { original_value: '9.00' });
  await api('C001', 'POST', `/assets/${wrong.id}/void`, { reason: '登记错了' }, wrong.version);
  const some = { asset_id: chairs.id, version: chairs.version, quantity: '7' };
  const move = { items: [some], location_id: other.id, reason: '调整教室' };
  await api('C001', 'POST', '/asset-moves', move);

  // Some days into the next year December is over: it is closed, and what came after it belongs to January.
  await advance((Date.UTC(year + 1, 0, 5) - Date.parse(today)) / DAY);
  const run = await api('F001', 'POST', '/depreciation-runs', { period: `${year}-12` });
  await api('F001', 'POST', `/depreciation-runs/${run.id}/close`, {}, run.version);
  await card('讲桌', 'A05010203', { original_value: '318.50', location_id: room.id });
  return { december: `${year}-12-31` };
}

async function saved(page: Page, click: Locator, path: string): Promise<Buffer> {
  const coming = page.waitForEvent('download');
  await click.click();
  await (await coming).saveAs(path);
  return readFileSync(path);
}

/** The ledger on the page, made and fetched. */
async function exported(page: Page, path: string): Promise<Buffer> {
  await page.getByRole('button', { name: /^(导出|Export)$/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^(开始导出|Export it)$/ }).click();
  const archive = dialog.getByRole('link', { name: /^(下载压缩包|Download the archive)$/ });
  return saved(page, archive, path);
}

/** What another program says of it, which knows the package and the archive only. */
function recomputed(ledger: string, taken: string) {
  try {
    const said = execFileSync(process.execPath, ['e2e/recompute.mjs', ledger, taken], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return JSON.parse(said.toString('utf8'));
  } catch (ended) {
    const { stdout } = ended as { stdout?: Buffer };
    return JSON.parse(stdout?.toString('utf8') || '{"wrong":["it did not end well"]}');
  }
}

test('from the sealed code to 31 December, and home with what another program computes anew', async ({
  page,
  school,
  axe,
  targets,
}) => {
  const { december } = await lived(school);
  const code = await sealedCode(page, school);
  await forgetWho(page);
  await enter(page, school.url, code);
  await page.getByRole('button', { name: /到审计台|To the auditor/ }).click();
  await expect(page).toHaveURL(/\/audit-desk$/);

  const folder = mkdtempSync(join(tmpdir(), 'steward-auditor-'));
  const [general, cards, taken] = ['general.zip', 'cards.zip', 'package.zip'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  try {
    await saved(
      page,
      page.getByRole('button', { name: /导出审计包|Take the audit package/ }),
      taken,
    );

    // The books as they stood: without the desk of January, with what December took.
    await page.goto(`${school.url}/ledgers?as_of=${december}`);
    await expect(page.getByText(/^(相符|Agrees)$/).first()).toBeVisible();
    await expect(page.getByText(/^(不符|Differs)$/)).toHaveCount(0);
    const elsewhere = /^(期初导入|预测|Opening import|Forecast)$/;
    await expect(page.getByText(elsewhere)).toHaveCount(0);
    await axe('light');
    await targets();
    await exported(page, cards);
    await page.goto(`${school.url}/ledgers/general?as_of=${december}`);
    await expect(page.getByText(/¥8,313\.20/).first()).toBeVisible();
    const archive = await exported(page, general);

    const books = { as_of: december, basis: 'books', wrong: [] };
    expect(recomputed(general, taken)).toMatchObject({ ledger: 'general', rows: 2, ...books });
    expect(recomputed(cards, taken)).toMatchObject({ ledger: 'cards', rows: 3, ...books });
    // A program that never finds anything proves nothing: a byte of the data is turned.
    const turned = Buffer.from(archive);
    const at = turned.indexOf(Buffer.from('.csv')) + 40;
    turned[at] = (turned[at] ?? 0) ^ 0x10;
    writeFileSync(general, turned);
    expect(recomputed(general, taken).wrong).not.toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }

  // What he took stands in the trail, under his name.
  const { items } = await school.api('P001', 'GET', '/audit-events?action=ledger.exported');
  expect(items.map((event: { actor_name: string }) => event.actor_name)).toEqual([
    '陈审计',
    '陈审计',
  ]);
  // After its last day the seat is over: the page leads out.
  await school.advance(15);
  await page.goto(`${school.url}/ledgers`);
  await expect(page).toHaveURL(/sign-in/);
  const seats = await school.api('P001', 'GET', '/auditor-seats');
  expect(seats.items[0]).toMatchObject({ name: '陈审计', open: false });
});
