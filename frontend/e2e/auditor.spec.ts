import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from '@playwright/test';
import { expect, forgetWho, test } from './real-school';
import { enter, sealedCode } from './sealed';
import { unpack } from './unpack';

// The auditor comes unannounced: the envelope, the seat, twenty lines, and a package that is checked at home.
test.describe.configure({ timeout: 180_000 });
// Refused on purpose: a code that was used.
test.use({ allowConsole: /status of (400|401)/ });

/** What the page that travels with the package says of a folder, without any network. */
async function verdict(browser: Browser, folder: string) {
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(folder, 'check.html')).href);
  await page.locator('#folder').setInputFiles(folder);
  const said = page.locator('#verdict[data-state="whole"], #verdict[data-state="changed"]');
  await expect(said).toBeVisible({ timeout: 60_000 });
  const state = await said.getAttribute('data-state');
  const changed = await page.locator('tr[data-state="changed"] td:first-child').allInnerTexts();
  const facts = (await page.locator('#about').textContent()) ?? '';
  await context.close();
  return { state, changed, facts };
}

/** Where the desk leads, beside the register and the purchases. */
const LEDGERS: readonly (readonly [string, RegExp])[] = [
  ['/ledgers', /^(账簿总览和导出|All ledgers, and their exports)$/],
  ['/ledgers/general', /^(总账|General ledger)$/],
  ['/ledgers/reconciliations', /^(账账、账卡核对|Books and cards)$/],
  ['/assets/depreciation', /^(每月折旧|Depreciation by the month)$/],
  ['/stores/food', /^(食品进出台账|Food ledgers, in and out)$/],
  ['/canteen', /^(食堂台账|The canteen’s book)$/],
  ['/inspections', /^(检查记录|Inspections)$/],
];

test('the sealed code opens a seat, and the package is checked from a plain folder', async ({
  page,
  school,
  browser,
  axe,
  targets,
}) => {
  await school.setUp();
  await school.person('吴保管', 'C001', ['head_custodian']);
  const card = {
    name: '投影仪',
    category_code: 'A02020200',
    unit_price: '4200.00',
    details: { official_no: 'TY2023000117' },
  };
  await school.api('C001', 'POST', '/assets', card);
  const code = await sealedCode(page, school);
  await axe('light');
  await forgetWho(page);

  await enter(page, school.url, code);
  await expect(page.getByText('陈审计')).toBeVisible();
  await page.getByRole('button', { name: /到审计台|To the auditor/ }).click();
  await expect(page).toHaveURL(/\/audit-desk$/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

  // Lines as they are copied out of the government's system.
  const lines = '1\tTY2023000117\t投影仪\t4,200.00\n2\tTY2023000999\t电脑\t5,000.00';
  await page.locator('textarea').fill(lines);
  await page.getByRole('button', { name: /对这 2 个|Match these 2/ }).click();
  await expect(page.getByText(/找到 1 个，没找到 1 个|1 found, 1 not found/)).toBeVisible();
  await expect(page.getByRole('link', { name: /投影仪/ })).toBeVisible();
  await targets();
  await axe('light');

  // Every ledger is one tap from the desk.
  const desk = page.url();
  for (const [to, name] of LEDGERS) {
    await page.getByRole('link', { name }).filter({ visible: true }).first().click();
    await expect(page).toHaveURL(new RegExp(`${to}(\\?.*)?$`));
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.goto(desk);
  }

  const folder = mkdtempSync(join(tmpdir(), 'steward-package-'));
  try {
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: /导出审计包|Take the audit package/ }).click();
    const file = await (await coming).path();
    const names = unpack(readFileSync(file), folder);
    expect(names).toContain('manifest.json');
    expect(names).toContain('data/cards.csv');

    const whole = await verdict(browser, folder);
    expect(whole).toMatchObject({ state: 'whole', changed: [] });
    // The hash over all is the one in the school's trail.
    const trail = await school.api('P001', 'GET', '/audit-events?action=audit_package.made');
    const { sha256 } = trail.items[0].subjects[0].after;
    expect(whole.facts).toContain(sha256);

    // One byte of one card.
    const cards = join(folder, 'data', 'cards.csv');
    const bytes = readFileSync(cards);
    const at = bytes.indexOf('4200.00');
    expect(at).toBeGreaterThan(0);
    bytes[at] = '5'.charCodeAt(0);
    writeFileSync(cards, bytes);
    expect(await verdict(browser, folder)).toMatchObject({
      state: 'changed',
      changed: ['data/cards.csv'],
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }

  // The envelope is empty now, and the principal knows.
  await forgetWho(page);
  await enter(page, school.url, code);
  await expect(page.locator('[data-path="code"]')).toHaveAttribute('aria-invalid', 'true');
  await school.signIn(page, 'P001');
  await page.goto(`${school.url}/auditor-seats`);
  await expect(page.getByText(/县审计局/)).toBeVisible();
  await page.getByRole('button', { name: /结束席位|End the seat/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('[data-path="reason"]').fill('审计组已离校');
  await dialog.locator('button[type=submit]').click();
  await expect(page.getByText(/审计组已离校/)).toBeVisible();
});
