import { expect, test } from './fixtures';
import { stubApi } from './stub';

// States and looks of the pages before any data exists. The API is stubbed, the pages and their policy are real.
test.use({ allowConsole: /status of (401|422|503)|net::ERR_/ });

test('a new installation leads to set-up, and from there to sign-in', async ({
  page,
  axe,
  targets,
}) => {
  await stubApi(page, { setupNeeded: true });
  await page.goto('/');
  await expect(page).toHaveURL(/\/set-up$/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await targets();
  await axe();
  await page.getByRole('textbox').first().fill('K7Q2-90');
  const fields = page.locator('form input:not([type=checkbox]):not([type=radio]):not([type=url])');
  for (const field of await fields.all()) {
    await field.fill('Some-text-2026');
  }
  await page.locator('button[type=submit]').click();
  await expect(page).toHaveURL(/\/sign-in\?(?=.*ready=true)(?=.*next=%2Fsettings%2Fquestions)/);
  await expect(page.getByRole('status')).toBeVisible();
});

test('set-up shows the server’s errors at their fields', async ({ page, axe }) => {
  const error = {
    pointer: '/second_key_holder/name',
    code: 'same_person',
    detail: '要和管理员不同',
  };
  await stubApi(page, {
    setupNeeded: true,
    also: {
      'POST /setup': {
        status: 422,
        json: { status: 422, code: 'invalid', title: '', detail: '有一处要改', errors: [error] },
      },
    },
  });
  await page.goto('/set-up#token=abc');
  await expect(page.getByRole('textbox').first()).toHaveValue('abc');
  for (const field of await page
    .locator('form input:not([type=checkbox]):not([type=radio]):not([type=url])')
    .all()) {
    await field.fill('x');
  }
  await page.locator('button[type=submit]').click();
  const field = page.locator('[data-path="second_key_holder.name"]');
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await axe('light');
});

test('sign-in leads to the page that was asked for', async ({ page, axe, targets }) => {
  await stubApi(page);
  await page.goto('/people?q=lin');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await targets();
  await axe();
  await page.getByRole('button', { name: /登录|Sign in/ }).click();
  await expect(page.getByRole('textbox').first()).toBeFocused();
  await axe('light');
  await page.getByRole('textbox').first().fill('2019034');
  await page.locator('input[type=password]').fill('a-password');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/people\?q=lin/);
});

test('a wrong password says so and keeps the page', async ({ page }) => {
  await stubApi(page, {
    also: {
      'POST /session': {
        status: 401,
        json: { code: 'invalid_credentials', title: '', detail: '工号或密码不对。', errors: [] },
      },
    },
  });
  await page.goto('/sign-in');
  await page.getByRole('textbox').first().fill('2019034');
  await page.locator('input[type=password]').fill('wrong');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('工号或密码不对');
});

test('home shows what waits, and the frame of the shell', async ({
  page,
  axe,
  targets,
  isMobile,
}) => {
  await stubApi(page, { signedIn: true });
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('navigation')).toHaveCount(1);
  await targets();
  await axe();
  if (!isMobile) {
    await page.locator('summary').click();
    await axe('light');
    await page.keyboard.press('Escape');
  }
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(width).toBeLessThanOrEqual(0);
});

const WAITING = /^(待我|Waiting for me)$/;

test('who is quicker than the routes of the office waits for them, and gets the page', async ({
  page,
}) => {
  await stubApi(page, { signedIn: true });
  let go = () => {};
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  await page.route(/\/assets\/routes-[^/]*\.js$/, async (asked) => {
    await held;
    await asked.continue();
  });
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.locator('nav a[href="/waiting"]').filter({ visible: true }).click();
  await expect(page).toHaveURL(/\/waiting$/);
  // The frame stays where it is, and nobody is told that there is no such page.
  await expect(page.getByRole('navigation')).toHaveCount(1);
  await expect(page.getByRole('heading', { name: WAITING })).toHaveCount(0);
  go();
  await expect(page.getByRole('heading', { name: WAITING })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/\/$/);
});

test('routes that did not come are asked for again', async ({ page }) => {
  await stubApi(page, { signedIn: true });
  let refused = 0;
  await page.route(/\/assets\/routes-[^/]*\.js$/, async (asked) => {
    if (refused < 2) {
      refused += 1;
      await asked.abort();
    } else {
      await asked.continue();
    }
  });
  await page.goto('/me');
  await expect(page.getByRole('alert')).toContainText(/连不上|Cannot connect/);
  await page.getByRole('button', { name: /再试|Try again/ }).click();
  await expect(page.getByRole('heading', { name: /显示|Display/ })).toBeVisible();
});

test('language and scheme change without a reload', async ({ page, targets, axe }) => {
  await stubApi(page, { signedIn: true });
  await page.goto('/me');
  await targets();
  await page.getByRole('main').getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('main').getByRole('heading', { name: 'Display' })).toBeVisible();
  await page.getByRole('main').getByRole('button', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await axe('dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});

test('signing out forgets everything', async ({ page }) => {
  await stubApi(page, { signedIn: true });
  await page.goto('/me');
  await page
    .getByRole('main')
    .getByRole('button', { name: /退出登录|Sign out/ })
    .click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goto('/');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('without a network the page says so and recovers', async ({ page }) => {
  await stubApi(page, { signedIn: true });
  await page.route('**/api/v1/me/summary', (route) => route.abort());
  await page.goto('/');
  await expect(page.getByRole('alert')).toContainText(/连不上|Cannot connect/, { timeout: 15_000 });
  await page.unroute('**/api/v1/me/summary');
  await page.getByRole('button', { name: /再试|Try again/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});
