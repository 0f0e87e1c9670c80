import type { Page } from '@playwright/test';
import { PDFDocument } from 'pdf-lib';
import { expect, PASSWORD, type RealSchool, test } from './real-school';

// People without e-mail: from the school's list to everybody signed in, and back in after a forgotten password.
test.describe.configure({ timeout: 180_000 });

const SURNAMES = '王李张刘陈杨赵黄周吴徐孙';

/** Sixty people as a spreadsheet puts them on the clipboard: some of one name, some without a number. */
function list(): string {
  const rows = Array.from({ length: 60 }, (_, n) => {
    const name = `${SURNAMES[n % 12]}老师${'甲乙丙丁戊'[Math.floor(n / 12)]}`;
    const number = n < 48 ? `T${String(n).padStart(3, '0')}` : '';
    return [n === 59 ? '王老师甲' : name, '110101199001010000', number, '教导处'].join('\t');
  });
  return ['姓名\t身份证号\t工号\t处室', ...rows].join('\n');
}

const chosen = 'quiet-river-58';

/** Follows a slip on a phone of its own. */
async function join(page: Page, school: RealSchool, code: string, password: string) {
  await page.goto(`${school.url}/j#${code}`);
  await page.locator('[data-path="password"]').fill(password);
  await page.locator('button[type=submit]').click();
  await expect(page.getByRole('button', { name: /^(开始用|Start)$/ })).toBeVisible();
  expect(new URL(page.url()).hash, 'the code is out of the address').toBe('');
}

test('sixty pasted people, a slip for each, sixty sign-ins from one address, a reset at the counter', async ({
  page,
  school,
  browser,
  axe,
  targets,
  playwright,
}) => {
  await school.setUp();
  await school.signIn(page, 'A001');
  await page.goto(`${school.url}/people/roster`);
  await page.getByText(/^(粘贴表格|Paste a table)$/).click();
  await page.getByRole('textbox').fill(list());
  await page.getByRole('button', { name: /^(用这张表|Use this table)$/ }).click();
  await expect(page.getByRole('heading', { level: 2 })).toContainText('60');
  await expect(page.getByText(/身份证号/).first()).toBeVisible();
  await axe();
  await targets();
  await page.locator('button[type=submit]').click();
  const done = page.getByRole('status').filter({ hasText: '60' });
  await expect(done).toBeVisible();
  await done.getByRole('link').first().click();

  await page.locator('main button[type=submit]').click();
  const slips = page.getByRole('article');
  await expect(slips).toHaveCount(60);
  await axe();
  const pdf = await PDFDocument.load(await page.pdf({ preferCSSPageSize: true }));
  expect(pdf.getPageCount(), '24 to a sheet').toBe(3);
  const text = await slips.allInnerTexts();
  const codes = text.map((slip) => /(?:[0-9A-Z]{4} ){3}[0-9A-Z]{4}/.exec(slip)?.[0] ?? '');
  expect(new Set(codes).size).toBe(60);

  const phone = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const first = await phone.newPage();
  await join(first, school, codes[0] ?? '', chosen);
  await first.getByRole('button').last().click();
  await expect(first).toHaveURL(`${school.url}/`);

  // The other fifty-nine, all behind the school's one address.
  const request = await playwright.request.newContext({ baseURL: school.url });
  for (const code of codes.slice(1)) {
    const redeemed = await request.post('/api/v1/sign-in-slips/redeem', {
      data: { code, password: PASSWORD },
    });
    expect(redeemed.status(), await redeemed.text()).toBe(200);
    const login = (await redeemed.json()).sign_in_name;
    const again = await request.post('/api/v1/session', { data: { login, password: PASSWORD } });
    expect(again.status(), login).toBe(200);
  }
  await request.dispose();

  // Forgotten a week later: the office shows a code, the phone scans it, and the old sessions are over.
  const people = await school.api('A001', 'GET', '/people?limit=200&has_account=true');
  expect(people.items.length).toBe(62);
  const name = await slips.first().getAttribute('aria-label');
  const person = people.items.find((p: { name: string }) => p.name === name);
  await page.goto(`${school.url}/people/${person.id}`);
  await page.getByRole('button', { name: /^(扫码设密码|Set a password by scanning)$/ }).click();
  await page.getByRole('dialog').locator('button[type=submit]').click();
  const shown = page.getByRole('dialog').getByText(/(?:[0-9A-Z]{4} ){3}[0-9A-Z]{4}/);
  const code = (await shown.textContent()) ?? '';
  await axe();
  const second = await (await browser.newContext()).newPage();
  await join(second, school, code, 'quiet-river-59');
  await first.goto(`${school.url}/me`);
  await expect(first).toHaveURL(/sign-in/);
  await phone.close();
  await second.context().close();
});

test('a code that was used says so, and one may be typed', async ({
  page,
  school,
  axe,
  targets,
}) => {
  await school.setUp();
  const person = await school.api('A001', 'POST', '/people', { name: '王芳' });
  const slips = await school.api('A001', 'POST', '/sign-in-slips', { people: [person.id] });
  await page.goto(`${school.url}/j`);
  await axe();
  await targets();
  await page.getByRole('textbox').fill(slips.items[0].code.toLowerCase());
  await page.locator('button[type=submit]').click();
  await expect(page.getByRole('heading', { name: /王芳/ })).toBeVisible();
  await axe();
  await targets();
});
