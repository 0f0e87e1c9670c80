import { decoded, pagesOf } from './paper';
import { expect, test } from './real-school';

// The IT teacher's first day: the address that phones open is put right, and the staff room gets its page.
test.describe.configure({ timeout: 120_000 });
// What is scanned is opened over plain HTTP: the browser's own line about a header that counts only over HTTPS.
test.use({ allowConsole: /Cross-Origin-Opener-Policy|status of (401|422)/ });

test('the address is put right in the settings, and the notice for teachers carries it on one A4', async ({
  page,
  school,
  axe,
  targets,
  isMobile,
}) => {
  await school.setUp();
  await school.signIn(page, 'A001');
  await page.goto(`${school.url}/settings`);
  await page.getByRole('link', { name: /手机能打开的网址|Address for phones/ }).click();
  await expect(page).toHaveURL(/\/settings#address$/);
  const field = page.locator('[data-path="public_url"]');
  await expect(field).toHaveValue(school.outside);
  await axe('light');
  await targets();

  // What means "this computer" is refused at its field, and the field keeps it.
  await field.fill('http://localhost:8080');
  await page.locator('button[type=submit]').click();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveValue('http://localhost:8080');
  const moved = school.outside.replace('zongwu.', 'houqin.');
  await field.fill(moved);
  await page.locator('button[type=submit]').click();
  await expect(page.getByText(new RegExp(`(现在是|It is) ${moved}`))).toBeVisible();

  await page.goto(`${school.url}/settings`);
  await page.getByRole('link', { name: /教师使用说明|Notice for teachers/ }).click();
  await expect(page.getByRole('heading', { level: 2 })).toContainText('青禾小学');
  await expect(page.getByRole('article')).toContainText(`${moved.replace('http://', '')}/j`);
  await axe('light');
  await page.emulateMedia({ media: 'print' });
  // A phone's screen shows the sheet smaller than paper; the paper is the same.
  if (!isMobile) {
    expect(await decoded(page, page.getByRole('img', { name: /二维码|QR/ }))).toBe(moved);
  }
  expect(await pagesOf(page)).toEqual({ pages: 1, width: 210, height: 297 });
  // What is scanned leads to the product.
  await page.emulateMedia({ media: null });
  await page.goto(moved);
  await expect(page).toHaveURL(/sign-in/);
});
