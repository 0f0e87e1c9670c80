import { readdirSync, readFileSync } from 'node:fs';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import { allAnswered, test as base, expect } from './fixtures';
import { openFurnished } from './furnished-once';
import type { FurnishedSchool } from './furnished-school';
import { VISITS, type Visit } from './visits';
import { goTo } from './within';

// Every page of the product on a real school: seen, read out, reached by thumb, in both schemes and within
// the screen, with each dialog it can open. A route without a visit fails. In Chinese all; in English a sample, what is
// a table on a desktop and the rest on a phone, in one scheme: no colour depends on a language.

/** Somebody's browser with the page that he goes through; a new one after a failure. */
class Browsing {
  private readonly contexts = new Map<By, BrowserContext>();
  private readonly pages = new Map<By, Page>();

  constructor(
    private readonly browser: Browser,
    private readonly options: BrowserContextOptions,
  ) {}

  async pageOf(by: By, cookies: FurnishedSchool['office']): Promise<Page> {
    const context = this.contexts.get(by) ?? (await this.browser.newContext(this.options));
    if (!this.contexts.has(by)) await context.addCookies(cookies);
    this.contexts.set(by, context);
    const page = this.pages.get(by) ?? (await context.newPage());
    this.pages.set(by, page);
    return page;
  }

  async leave(by: By): Promise<void> {
    await this.pages.get(by)?.close();
    this.pages.delete(by);
  }

  async close(): Promise<void> {
    for (const context of this.contexts.values()) await context.close();
  }
}

type By = NonNullable<Visit['by']> | 'office';

/**
 * Who is signed in goes from page to page as people do, without loading the product anew: half of what a look costs.
 * A visitor comes to each by its address.
 */
const test = base.extend<{ by: By }, { browsing: Browsing; furnished: FurnishedSchool }>({
  by: ['office', { option: true }],
  // One for all tests of a worker: they only look.
  furnished: [
    async ({ playwright }, use) => {
      const { furnished, close } = await openFurnished(playwright);
      await use(furnished);
      await close();
    },
    { scope: 'worker' },
  ],
  browsing: [
    async ({ browser }, use, { project }) => {
      const browsing = new Browsing(browser, project.use);
      await use(browsing);
      await browsing.close();
    },
    { scope: 'worker' },
  ],
  page: async ({ browsing, by, furnished }, use, info) => {
    const page = await browsing.pageOf(by, by === 'visitor' ? [] : furnished[by]);
    await use(page);
    if (by === 'visitor' || info.status !== info.expectedStatus) await browsing.leave(by);
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
  const tag = visit.english ? `@en-${visit.english}` : '@zh';
  test.describe(() => {
    test.use({ by: visit.by ?? 'office' });
    test(title, { tag }, async ({ page, furnished, axe, targets, locale, isMobile }, info) => {
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
      await goTo(page, furnished.url, visit.at(furnished));
      // At once when it is there: an expectation looks again only after a third of a second.
      await page.locator('h1, [role=alert]').first().waitFor();
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
    });
  });
}
