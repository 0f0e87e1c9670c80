import { expect, PASSWORD, test } from './real-school';

// Over plain HTTP in a school's own network the product works, and says what is missing (decision 8). A name instead of 127.0.0.1,
// which browsers trust like HTTPS.
test.describe.configure({ timeout: 120_000 });
// The browser's own line about a header that counts only over HTTPS.
test.use({ allowConsole: /Cross-Origin-Opener-Policy/ });

const BANNER = /没有加密|not encrypted/;

test('over plain HTTP: set up, signed in and reported at the door, and a red banner names what is missing', async ({
  page,
  school,
  axe,
}) => {
  await page.goto(`${school.outside}/set-up#token=${school.setupToken}`);
  expect(await page.evaluate(() => window.isSecureContext)).toBe(false);
  const fill = (path: string, value: string) => page.locator(`[data-path="${path}"]`).fill(value);
  await expect(page.locator('[data-path="school.public_url"]')).toHaveValue(school.outside);
  await fill('school.name', '青禾小学');
  await fill('administrator.name', '林管理');
  await fill('administrator.staff_no', 'A001');
  await fill('administrator.password', PASSWORD);
  await fill('second_key_holder.name', '董校长');
  await fill('second_key_holder.password', PASSWORD);
  await page.locator('button[type=submit]').click();
  await page.getByRole('button', { name: /打印好了|Printed/ }).click();
  await expect(page).toHaveURL(/sign-in/);

  await fill('login', 'A001');
  await fill('password', PASSWORD);
  await page.locator('button[type=submit]').click();
  await expect(page).not.toHaveURL(/sign-in/);
  const cookies = await page.context().cookies(school.outside);
  expect(cookies.map(({ name, secure, httpOnly }) => ({ name, secure, httpOnly }))).toContainEqual({
    name: 'steward_access',
    secure: false,
    httpOnly: true,
  });
  await page.goto(`${school.outside}/`);
  const banner = page.getByText(BANNER);
  await expect(banner).toBeVisible();
  await expect(banner).toContainText(/摄像头|camera/);
  await expect(banner).toContainText(/Cookie|cookie/);
  await axe();

  const plan = { building: '致远楼', floors: 1, rooms_per_floor: 2 };
  await school.api('A001', 'POST', '/locations/generate', plan);
  const [room] = (await school.api('A001', 'GET', '/locations?kind=room')).items;
  await page.goto(`${school.outside}/places/signs?under=${room.parent_id}`);
  await expect(page.getByRole('img', { name: /二维码|QR/ })).toHaveCount(2);

  // Reporting needs random keys and a kept draft, which must not hang on what only HTTPS has.
  await page.goto(`${school.outside}/s/${room.sign_code}`);
  await page.locator('input[value=network]').check();
  await page.getByRole('button', { name: /^(发送|Send)$/ }).click();
  await expect(page.getByRole('heading', { name: /已经报上了|Reported/ })).toBeVisible();
  await page.goto(`${school.outside}/s/${room.sign_code}`);
  await expect(page.getByRole('button', { name: /我也遇到了|Me too/ })).toHaveCount(1);

  await page.goto(`${school.url}/sign-in`);
  expect(await page.evaluate(() => window.isSecureContext)).toBe(true);
  await school.signIn(page, 'A001');
  await page.goto(`${school.url}/`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText(BANNER)).toHaveCount(0);
});
