import { expect, test } from './fixtures';
import { assets, EVERYTHING, stubSchool } from './school';

test.use({ allowConsole: /status of (40\d|422)|net::ERR_/ });

test('filters live in the URL, ask the server, and totals follow them', async ({
  page,
  axe,
  targets,
  isMobile,
}) => {
  const asked: string[] = [];
  await stubSchool(page);
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('/assets');
  if (isMobile) {
    await page.getByRole('button', { name: /^(筛选|Filters)/ }).click();
  }
  await targets();
  await page.getByRole('button', { name: /^分类|^Category/ }).click();
  await page.getByRole('searchbox').last().fill('一体机');
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(1);
  await axe();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/category=A02020200/);
  await page.getByRole('combobox').selectOption('idle');
  await expect(page).toHaveURL(/status=idle/);
  await expect
    .poll(() => asked.some((url) => /assets\/totals\?.*category=A02020200.*status=idle/.test(url)))
    .toBe(true);
  await page.reload();
  if (isMobile) {
    await page.getByRole('button', { name: /^(筛选|Filters)/ }).click();
  }
  await expect(page.getByRole('combobox')).toHaveValue('idle');
});

test('a ledger of thousands keeps few rows in the page', async ({ page, isMobile }) => {
  test.skip(isMobile, 'phones show cards');
  const rows = assets(1000);
  await stubSchool(page);
  await page.route('**/api/v1/assets?**', (route) => {
    const from = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0);
    const next = from + 100 < rows.length ? String(from + 100) : null;
    return route.fulfill({ json: { items: rows.slice(from, from + 100), next_cursor: next } });
  });
  await page.goto('/assets');
  for (let step = 0; step < 12; step += 1) {
    await page.mouse.wheel(0, 6000);
    await page.waitForTimeout(120);
  }
  await expect(page.locator('tbody tr')).not.toHaveCount(0);
  expect(await page.locator('tbody tr').count()).toBeLessThan(220);
});

test('a batch is N cards with consecutive numbers, sent with a key', async ({ page, axe }) => {
  let body: unknown;
  let key: string | undefined;
  await stubSchool(page);
  await page.route('**/api/v1/assets/batches', (route) => {
    body = route.request().postDataJSON();
    key = route.request().headers()['idempotency-key'];
    const items = assets(3).map(({ id, asset_no }) => ({ id, asset_no }));
    return route.fulfill({ status: 201, json: { items } });
  });
  await page.goto('/assets/new');
  await page.getByRole('radio', { name: /各自编号|A batch/ }).check();
  await page.locator('[data-path=name]').fill('投影仪');
  await page.locator('[data-path=category_code]').click();
  await page.getByRole('searchbox').fill('投影机');
  await page.keyboard.press('Enter');
  await page.locator('[data-path=count]').fill('3');
  await page.locator('[data-path=unit_price]').fill('3,200');
  await expect(page.getByText('¥9,600.00')).toBeVisible();
  await page.locator('[data-path=serial_numbers]').fill('a\nb\nc');
  await axe('light');
  await page.locator('button[type=submit]').click();
  await expect(page.getByText('ZC2026-000003', { exact: true })).toBeVisible();
  await axe();
  expect(key).toMatch(/^[0-9a-f-]{36}$/);
  expect(body).toMatchObject({
    count: 3,
    serial_numbers: ['a', 'b', 'c'],
    card: { name: '投影仪', category_code: 'A02020200', unit_price: '3200' },
  });
});

test('the server’s errors stand at their fields, also inside a batch', async ({ page }) => {
  await stubSchool(page, {
    also: {
      'POST /assets/batches': {
        status: 422,
        json: {
          status: 422,
          code: 'validation_failed',
          title: '',
          detail: '有一处要改。',
          errors: [{ pointer: '/card/unit_price', code: 'x', detail: '金额写成 1234.50。' }],
        },
      },
    },
  });
  await page.goto('/assets/new');
  await page.getByRole('radio', { name: /各自编号|A batch/ }).check();
  await page.locator('button[type=submit]').click();
  await expect(page.locator('[data-path=name]')).toBeFocused();
  await page.locator('[data-path=name]').fill('投影仪');
  await page.locator('[data-path=category_code]').click();
  await page.getByRole('dialog').getByRole('listitem').first().getByRole('button').click();
  await page.locator('button[type=submit]').click();
  await expect(page.locator('[data-path=unit_price]')).toBeFocused();
  await expect(page.getByText('金额写成 1234.50。')).toBeVisible();
});

test('who may not see values sees none', async ({ page }) => {
  const permissions = EVERYTHING.filter((key) => key !== 'assets.view_values');
  const rows = assets(3).map(({ original_value: _, ...row }) => row);
  await stubSchool(page, {
    permissions,
    also: {
      'GET /assets': { json: { items: rows, next_cursor: null } },
      'GET /assets/totals': { json: { count: 3, quantity: '3' } },
    },
  });
  await page.goto('/assets');
  await expect(page.getByText('ZC2026-000001').first()).toBeVisible();
  await expect(page.getByText('¥')).toHaveCount(0);
  await page.goto('/assets/new');
  await expect(page.locator('[data-path=unit_price]')).toHaveCount(0);
});

test('an empty register offers the next step; filters that hide all offer to clear', async ({
  page,
  axe,
}) => {
  await stubSchool(page, { also: { 'GET /assets': { json: { items: [], next_cursor: null } } } });
  await page.goto('/assets');
  await expect(page.getByText(/台账还是空的|The register is empty/)).toBeVisible();
  await axe();
  await page.goto('/assets?q=none');
  await page
    .getByRole('button', { name: /清除筛选|Clear filters/ })
    .last()
    .click();
  await expect(page).toHaveURL(/\/assets$/);
});
