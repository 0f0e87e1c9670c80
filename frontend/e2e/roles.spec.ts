import { expect, test } from './real-school';

// Roles as a school lives with them: a director who is away, a role called by another name, somebody who leaves.
test.describe.configure({ timeout: 120_000 });

test('a director lets somebody stand in, and ends it early', async ({
  page,
  school,
  axe,
  targets,
}) => {
  await school.setUp();
  await school.person('周主任', 'D001', ['logistics_director']);
  await school.person('李老师', 'T001', ['staff']);
  await school.signIn(page, 'D001');
  await page.goto(`${school.url}/people/delegations`);
  await page
    .getByRole('button', { name: /^(请人代理|Let somebody stand in)$/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog').first();
  await dialog.getByRole('button', { name: /谁来代理|Who stands in/ }).click();
  await page.getByRole('searchbox').fill('T001');
  await page.getByRole('button', { name: /李老师/ }).click();
  const today = await dialog.locator('input[type=date]').first().inputValue();
  await dialog.locator('input[type=date]').last().fill(today);
  await dialog.locator('[data-path="reason"]').fill('外出培训');
  await axe();
  await targets();
  await dialog.locator('button[type=submit]').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const row = page.getByRole('listitem').filter({ hasText: '外出培训' });
  await expect(row).toContainText('李老师');
  const me = await school.api('T001', 'GET', '/me');
  expect(me.permissions).toContain('repair_cases.assign');

  await row.getByRole('button').click();
  await page.getByRole('dialog').locator('button[type=submit]').click();
  await expect(row).toHaveCount(0);
  const after = await school.api('T001', 'GET', '/me');
  expect(after.permissions).not.toContain('repair_cases.assign');
});

test('whoever leaves hands over first; a renamed role shows its name', async ({
  page,
  school,
  axe,
  targets,
}) => {
  await school.setUp();
  const worker = await school.person('王师傅', 'W001', ['repair_worker']);
  await school.api('A001', 'POST', '/repair-routes', { worker_id: worker });
  await school.signIn(page, 'A001');
  await page.goto(`${school.url}/settings/roles`);
  await page.getByRole('button', { name: /维修工|Repair worker/ }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('水电师傅');
  await axe();
  await page.getByRole('dialog').locator('button[type=submit]').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText('水电师傅', { exact: true })).toBeVisible();

  await page.goto(`${school.url}/people/${worker}`);
  await expect(page.getByText('水电师傅', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: /^(办离开|Mark as left)/ }).click();
  await expect(page.getByRole('listitem').filter({ hasText: /报修去向|routed/ })).toBeVisible();
  await axe();
  await targets();
  await page.locator('main button[type=submit]').filter({ visible: true }).click();
  await page.waitForURL(`**/people/${worker}`);
  await expect(page.getByRole('button', { name: /^(恢复|Bring back)/ })).toBeVisible();
  const left = await school.api('A001', 'GET', `/people/${worker}`);
  expect([left.active, left.roles.length]).toEqual([false, 0]);
});
