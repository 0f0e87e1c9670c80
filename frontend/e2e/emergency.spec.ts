import type { Page } from '@playwright/test';
import { pagesOf } from './paper';
import { expect, forgetWho, type RealSchool, test } from './real-school';

// A pipe bursts: bought at once by two, decided about afterwards, refused, and seen wherever it stands. And the school's own table of who approves a purchase.
test.describe.configure({ timeout: 120_000 });

const SUBMIT = /^(提交审批|Submit)/;

async function office(school: RealSchool): Promise<void> {
  await school.setUp();
  await school.person('周主任', 'D001', ['logistics_director']);
  await school.person('秦副校长', 'V001', ['vice_principal']);
  await school.person('李老师', 'T001', ['staff']);
  await school.person('王老师', 'T002', ['staff']);
  await school.person('马保管', 'H001', ['head_custodian']);
}

/** Chooses one out of the list behind a field. */
async function pick(page: Page, path: string, name: string): Promise<void> {
  await page.locator(`[data-path="${path}"]`).click();
  await page.getByRole('dialog').getByRole('button', { name }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

test('what cannot wait is ordered at once, and a refusal afterwards is seen everywhere', async ({
  page,
  school,
  axe,
  targets,
}) => {
  await office(school);
  const { api } = school;
  const drafted = await api('T001', 'POST', '/purchase-requests', {
    purpose: '厨房地下室进水，抽水泵烧了',
    fund: 'public',
    lines: [{ name: '抽水泵', unit: '台', quantity: '1', unit_price: '420.00' }],
  });
  await school.signIn(page, 'T001');
  await page.goto(`${school.url}/purchases/${drafted.id}`);
  await page.getByRole('checkbox', { name: /应急采购|cannot wait/ }).check();
  const submit = page.getByRole('button', { name: SUBMIT }).filter({ visible: true });
  await submit.click();
  const why = page.getByLabel(/为什么等不及|Why it cannot wait/);
  await expect(why).toHaveAttribute('aria-invalid', 'true');
  await axe();
  await targets();
  await why.fill('水管爆裂，厨房停水');
  await submit.click();
  const banner = page.getByRole('complementary', { name: /^(应急|Emergency)$/ });
  await expect(banner).toContainText(/审批待补齐|approvals are to follow/);
  await expect(banner).toContainText('厨房停水');

  // Ordered while it waits for its approvals, by whoever buys for the school.
  await api('D001', 'POST', '/suppliers', { name: '应急五金店' });
  await forgetWho(page);
  await school.signIn(page, 'H001');
  await page.goto(`${school.url}/purchases/${drafted.id}`);
  await page
    .getByRole('link', { name: /^(下采购单|Make an order)$/ })
    .filter({ visible: true })
    .click();
  await pick(page, 'supplier_id', '应急五金店');
  await pick(page, 'other_buyer_id', '王老师');
  await expect(banner).toContainText('厨房停水');
  await axe();
  await targets();
  await page.locator('form button[type=submit]').filter({ visible: true }).first().click();
  await expect(page).toHaveURL(/\/purchase-orders\/[0-9a-f-]{36}$/);
  await expect(banner).toContainText(/审批待补齐|approvals are to follow/);
  await axe();
  const order = await api('H001', 'GET', `/purchase-orders/${page.url().split('/').at(-1)}`);

  await forgetWho(page);
  await school.signIn(page, 'D001');
  await page.goto(`${school.url}/approvals`);
  await page.getByRole('link', { name: /抽水泵/ }).click();
  await expect(page.getByText(order.number)).toBeVisible();
  await page
    .getByRole('button', { name: /^(不同意|Reject)/ })
    .filter({ visible: true })
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('[data-path="reason"]').fill('后勤公司有备用泵');
  await dialog.locator('button[type=submit]').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.goto(`${school.url}/purchases`);
  await page.getByRole('link', { name: /^(统计与公示|Reports)$/ }).click();
  await page.getByRole('link', { name: /^(例外清单|Exceptions)$/ }).click();
  await expect(page.getByText(/事后未批准|refused afterwards/)).toBeVisible();
  await axe();
  await targets();
  await expect(page.getByRole('article')).toContainText(order.number);
  expect(await pagesOf(page)).toEqual({ pages: 1, width: 210, height: 297 });
  await page.getByRole('link', { name: drafted.number }).click();
  await expect(banner).toContainText(/事后未批准|refused afterwards/);
  // It was bought all the same: its papers are bound.
  const packet = page.getByRole('link', { name: /^(报账包|Claim packet)$/ });
  await packet.filter({ visible: true }).click();
  await expect(page.getByRole('article').first()).toContainText(drafted.number);
});

test('the table of who approves a purchase is printed from the rules', async ({
  page,
  school,
  locale,
}) => {
  await office(school);
  await school.api(
    'A001',
    'PUT',
    '/policies/purchase.two_buyers_from',
    {
      value: '600.00',
      valid_from: new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(
        new Date(),
      ),
      source: '校务会第3次会议',
      reason: '小额下放',
    },
    0,
  );
  await school.signIn(page, 'D001');
  await page.goto(`${school.url}/settings/rules/purchases`);
  await expect(page.getByRole('article')).toContainText('600');
  await expect(page.getByRole('article')).toContainText('校务会第3次会议');
  // English takes more room.
  const pages = locale === 'en-US' ? 2 : 1;
  expect(await pagesOf(page)).toEqual({ pages, width: 210, height: 297 });
});
