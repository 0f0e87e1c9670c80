import { readdirSync, readFileSync } from 'node:fs';
import type { BrowserContext } from '@playwright/test';
import { allAnswered, expect } from './fixtures';
import { test as base } from './furnished-school';
import { VISITS, type Visit } from './visits';

// Every page of the product on a real school: seen, read out, reached by thumb, in both schemes and within
// the screen, with each dialog it can open. A route without a visit fails. In Chinese all; in English a sample, what is
// a table on a desktop and the rest on a phone, in one scheme: no colour depends on a language.

/** One browser for all pages a worker looks at: its scripts are fetched and compiled once. Nobody is signed in when a test begins. */
const test = base.extend<object, { browsing: BrowserContext }>({
  browsing: [
    async ({ browser }, use, { project }) => {
      const context = await browser.newContext(project.use);
      await use(context);
      await context.close();
    },
    { scope: 'worker' },
  ],
  context: async ({ browsing }, use) => {
    await browsing.clearCookies();
    await use(browsing);
  },
  page: async ({ context }, use) => {
    const page = await context.newPage();
    await use(page);
    await page.close();
  },
});

/** Frames without a page of their own. */
const FRAMES = ['__root', '_app'];

function text(key: string, locale: string | undefined): string {
  const folder = locale === 'en-US' ? 'en' : 'zh-CN';
  const file = `messages/${folder}/${key.split('_')[0]}.json`;
  const found: unknown = JSON.parse(readFileSync(file, 'utf8'))[key];
  if (typeof found !== 'string') throw new Error(`${file} has no ${key}`);
  return found;
}

test('every route has its visit', { tag: '@zh' }, () => {
  const routes = readdirSync('src/routes', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .map((file) => file.replaceAll('\\', '/').replace(/\.tsx$/, ''))
    .filter((route) => !FRAMES.includes(route));
  expect(routes.sort()).toEqual(Object.keys(VISITS).sort());
});

/** Where columns stand side by side. */
const TABLES =
  /index|ledger|movements|overview|statement|report|spending|rules|settings|print|list|grants|matrix|distribution/;

/** A folder for a picture of everything that is looked at, for eyes beside the checks. */
const PICTURES = process.env.PICTURES;
const NOWHERE = '00000000-0000-7000-8000-000000000000';

for (const [route, visits] of Object.entries(VISITS)) {
  for (const [index, visit] of visits.entries()) {
    looked(index > 0 ? `${route}, ${index + 1}` : route, visit);
  }
}

// What is not there says so; the browser adds its own line about the answer.
test.describe('not there', () => {
  test.use({ allowConsole: /status of 404/ });
  looked('a door', { at: () => '/s/ZZZZZZZZZZ', by: 'visitor' });
  looked('a report', { at: () => '/f/ZZZZZZZZZZ', by: 'visitor' });
  looked('a case', { at: () => `/repairs/${NOWHERE}` });
  looked('a petty purchase', { at: () => `/purchases/petty/${NOWHERE}` });
  looked('quotes', { at: () => `/purchases/${NOWHERE}/quotes` });
  looked('an order', { at: () => `/purchase-orders/${NOWHERE}` });
  looked('a goods receipt', { at: () => `/goods-receipts/${NOWHERE}` });
  looked('a supplier', { at: () => `/suppliers/${NOWHERE}` });
  looked('a card', { at: () => `/assets/${NOWHERE}` });
});

function looked(title: string, visit: Visit): void {
  const tag = visit.english ? (TABLES.test(title) ? '@wide' : '@narrow') : '@zh';
  test(
    title,
    { tag },
    async ({ page, context, furnished, axe, targets, locale, isMobile }, info) => {
      if (visit.by !== 'visitor') {
        await context.addCookies(furnished[visit.by ?? 'office']);
      }
      if (visit.empty) {
        await page.route('**/api/v1/setup', (asked) =>
          asked.fulfill({ json: { needed: true, openid: null } }),
        );
      }
      let looks = 0;
      const look = async () => {
        if (PICTURES) {
          looks += 1;
          const name = `${info.project.name} ${title.replaceAll('/', ' ')} ${looks}`;
          await page.screenshot({ path: `${PICTURES}/${name}.png` });
        }
        await targets();
        await (locale === 'en-US' ? axe('light') : axe());
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(over, 'wider than the screen').toBeLessThanOrEqual(0);
      };
      const answered = allAnswered(page);
      await page.goto(furnished.url + visit.at(furnished));
      await expect(page.locator('h1, [role=alert]').first()).toBeVisible();
      await answered();
      // The desktop's navigation is a file of its own.
      if (!isMobile && visit.by !== 'visitor' && !visit.bare) {
        const name = text('shell_navigation', locale);
        await expect(page.getByRole('navigation', { name })).toBeVisible();
      }
      await look();
      for (const key of visit.dialogs ?? []) {
        // A field's button also says what is chosen; a name within the text is not known here.
        const name = new RegExp(`^${text(key, locale).replace(/\{.*/, '')}`);
        const opener = page.locator('main, form').getByRole('button', { name });
        await opener.filter({ visible: true }).first().click();
        await expect(page.getByRole('dialog').first()).toBeVisible();
        await look();
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);
      }
    },
  );
}
