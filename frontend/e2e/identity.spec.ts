import { expect, test } from './fixtures';
import { stubSchool } from './school';

test('an unknown device is signed out', async ({ page, axe, targets }) => {
  let ended = '';
  await stubSchool(page);
  await page.route('**/api/v1/sessions/*', (route) => {
    ended = route.request().url().split('/').at(-1) ?? '';
    return route.fulfill({ status: 204 });
  });
  await page.goto('/me/security');
  await expect(page.getByText('iPhone · WeChat')).toBeVisible();
  await targets();
  await axe();
  await page.getByRole('button', { name: /iPhone/ }).click();
  await expect.poll(() => ended).toBe('s2');
});

test('a changed password asks to sign in anew', async ({ page, axe, targets }) => {
  let body: unknown;
  await stubSchool(page);
  await page.route('**/api/v1/me/password', (route) => {
    body = route.request().postDataJSON();
    return route.fulfill({ status: 204 });
  });
  await page.goto('/me/security');
  await page
    .getByRole('main')
    .getByRole('button', { name: /改密码|Change password/ })
    .click();
  const dialog = page.getByRole('dialog');
  await targets();
  await axe();
  await dialog.locator('input[type=password]').first().fill('old-password');
  await dialog.locator('input[type=password]').last().fill('mika-tabe-47');
  await dialog.locator('button[type=submit]').click();
  await expect(page).toHaveURL(/\/sign-in\?changed=true/);
  await expect(page.getByRole('status')).toContainText(/改好了|is changed/);
  expect(body).toEqual({ current: 'old-password', new: 'mika-tabe-47' });
});
