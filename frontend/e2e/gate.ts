import type { Page } from '@playwright/test';
import { expect } from './fixtures';

export const field = (page: Page, path: string) => page.locator(`[data-path="${path}"]`);

export const send = (page: Page) =>
  page.locator('form button[type=submit]').filter({ visible: true }).first().click();

/** Chooses one out of the list behind a field. */
export async function pick(page: Page, path: string, name: string): Promise<void> {
  await field(page, path).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('searchbox').fill(name);
  await dialog.getByRole('button', { name }).first().click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** A photo of what is refused. */
export async function photograph(page: Page): Promise<void> {
  const buffer = await page.screenshot({ type: 'jpeg' });
  const photo = { name: '断腿.jpg', mimeType: 'image/jpeg', buffer };
  // The invoice's own field takes one file at a time.
  await page.locator('input[type=file][multiple]').setInputFiles(photo);
  await expect(page.getByText(/^(已上传|Uploaded)$/)).toHaveCount(1);
}

/** Chairs: two are broken, and 48 become one card in a room. */
export async function countChairs(page: Page): Promise<void> {
  await expect(field(page, 'lines.0.accepted')).toHaveValue('50');
  for (let chair = 0; chair < 2; chair += 1) {
    await page
      .getByRole('button', { name: /^(课椅 2 号验收数量减一|One less of Accepted)/ })
      .click();
  }
  await expect(field(page, 'lines.0.accepted')).toHaveValue('48');
}

/** In the dialog of a receipt: the school keeps its accounts itself, under this voucher. */
export async function enterVoucher(page: Page, number: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /^(学校自己|The school itself)/ }).check();
  await dialog.locator('[data-path="voucher_no"]').fill(number);
  await dialog.locator('button[type=submit]').click();
  await expect(dialog).toHaveCount(0);
}
