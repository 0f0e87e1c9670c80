import { expect, type Page, type Response } from '@playwright/test';
import type { RealSchool } from './real-school';

// What every journey through the import wizard does with its page.

/** Somebody who keeps the register stands before the wizard. */
export async function atTheWizard(page: Page, school: RealSchool, path = 'new'): Promise<void> {
  await school.setUp();
  await school.person('方素琴', 'Z001', ['head_custodian']);
  await page.context().addCookies(await school.cookies('Z001'));
  await page.goto(`${school.url}/assets/imports/${path}`);
}

export const choose = (page: Page, name: string, content: string | Buffer) =>
  page
    .locator('main input[type=file]')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });

export const anotherFile = (page: Page) =>
  page.getByRole('button', { name: /换一个文件|Choose another/ }).click();

/** The one button that writes. */
export const submit = (page: Page) => page.locator('main form button[type=submit]');

/** Does something that asks for another dry run, and answers with what the server said. */
// biome-ignore lint/suspicious/noExplicitAny: answers are looked into, not typed, in journeys.
export async function planAfter(page: Page, act: () => Promise<unknown>): Promise<any> {
  const isPlan = (answer: Response) => answer.url().endsWith('/api/v1/imports/dry-run');
  const [answer] = await Promise.all([page.waitForResponse(isPlan, { timeout: 0 }), act()]);
  expect(answer.ok(), await answer.text()).toBe(true);
  await expect(page.locator('main [aria-busy=true]')).toHaveCount(0);
  return answer.json();
}

/** What a column is read as: a select that carries its head. */
export const column = (page: Page, head: string) =>
  page.getByLabel(new RegExp(`^[“"]${head.replaceAll('.', '\\.')}[”"]`));

export const done = (page: Page, cards: string, within?: number) =>
  expect(
    page.getByText(new RegExp(`导入好了：${cards} 张卡片|Imported: ${cards} cards`)),
  ).toBeVisible({ timeout: within });
