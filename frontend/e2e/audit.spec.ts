import { expect, test } from './fixtures';
import { stubSchool } from './school';

test('an act unfolds to before and after, and narrows the log', async ({ page, axe, targets }) => {
  const asked: string[] = [];
  await stubSchool(page);
  page.on('request', (request) => asked.push(decodeURIComponent(request.url())));
  await page.goto('/audit');
  const first = page.getByRole('main').locator('details').first();
  await first.locator('summary').click();
  await expect(first.getByText('普通教室')).toBeVisible();
  await expect(first.getByText('0193a1b2-7c3d-7e4f-8a9b-0c1d2e3f4a5b')).toBeVisible();
  await targets();
  await axe();
  await first.getByRole('button', { name: /只看“|Only “/ }).click();
  await expect(page).toHaveURL(/action=location.changed/);
  await page.locator('input[type=date]').first().fill('2026-11-01');
  await page.locator('input[type=date]').last().fill('2026-11-24');
  // Whole days of the school: from its midnight to the midnight after the last day.
  await expect
    .poll(() =>
      asked.some(
        (url) => url.includes('from=2026-10-31T16:00:00') && url.includes('to=2026-11-24T16:00:00'),
      ),
    )
    .toBe(true);
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(width).toBeLessThanOrEqual(0);
});
