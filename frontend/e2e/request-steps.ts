import type { Page } from '@playwright/test';
import { expect } from './fixtures';

const NEW = /申请采购|Ask for a purchase/;
export const SUBMIT = /^(提交审批|Submit)/;

/** What is asked for on one line. */
export interface Thing {
  name: string;
  spec?: string;
  unit: string;
  quantity: string;
  price: string;
}

/** Fills the form and saves it; the page of the draft says who decides. */
export async function ask(
  page: Page,
  url: string,
  purpose: string,
  things: Thing[],
): Promise<void> {
  await page.goto(`${url}/purchases`);
  await page.getByRole('link', { name: NEW }).filter({ visible: true }).click();
  await page.locator('[data-path="purpose"]').fill(purpose);
  for (const [index, thing] of things.entries()) {
    if (index > 0) {
      await page.getByRole('button', { name: /再加一样|Add another/ }).click();
    }
    await page.locator(`[data-path="lines.${index}.name"]`).fill(thing.name);
    if (thing.spec) {
      await page.locator(`[data-path="lines.${index}.spec"]`).fill(thing.spec);
    }
    await page.locator(`[data-path="lines.${index}.unit"]`).fill(thing.unit);
    await page.locator(`[data-path="lines.${index}.quantity"]`).fill(thing.quantity);
    await page.locator(`[data-path="lines.${index}.unit_price"]`).fill(thing.price);
  }
  await page.locator('form button[type=submit]').filter({ visible: true }).click();
  await expect(page.getByRole('button', { name: SUBMIT }).filter({ visible: true })).toBeVisible();
}

export async function submit(page: Page): Promise<void> {
  await page.getByRole('button', { name: SUBMIT }).filter({ visible: true }).click();
  await expect(page.getByRole('button', { name: /撤回|Take back/ })).toBeVisible();
}

/** From the inbox to one's signature under it. */
export async function decide(
  page: Page,
  url: string,
  title: RegExp,
  act: RegExp,
  reason?: string,
): Promise<void> {
  await page.goto(`${url}/approvals`);
  await page.getByRole('link', { name: title }).click();
  await page.getByRole('button', { name: act }).filter({ visible: true }).click();
  const dialog = page.getByRole('dialog');
  if (reason) {
    await dialog.locator('[data-path="reason"]').fill(reason);
  }
  await dialog.locator('button[type=submit]').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}
