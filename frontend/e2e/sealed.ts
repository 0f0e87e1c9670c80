import type { Page } from '@playwright/test';
import { expect, PASSWORD, type RealSchool } from './real-school';

/** The principal makes the code anew and prints it: what stands on the sheet. */
export async function sealedCode(page: Page, school: RealSchool): Promise<string> {
  await school.signIn(page, 'P001');
  await page.goto(`${school.url}/auditor-seats`);
  await page.getByRole('button', { name: /重做审计码|Make the code anew/ }).click();
  await page.getByRole('dialog').locator('button[type=submit]').click();
  const sheet = page.getByRole('article', { name: /审计码|code/i });
  await expect(sheet).toBeVisible();
  const code = /[0-9A-Z]{4}( [0-9A-Z]{4}){3}/.exec((await sheet.textContent()) ?? '')?.[0];
  expect(code).toBeTruthy();
  return code ?? '';
}

/** Somebody with the code, on the page that the sheet names. */
export async function enter(page: Page, url: string, code: string): Promise<void> {
  await page.goto(`${url}/auditor`);
  const fill = (field: string, text: string) => page.locator(`[data-path="${field}"]`).fill(text);
  await fill('code', code);
  await fill('name', '陈审计');
  await fill('unit', '县审计局');
  await fill('password', PASSWORD);
  await page.locator('button[type=submit]').click();
}
