import { expect, test } from './real-school';

// Cards in bulk, and what has to be done with them by when.
test.describe.configure({ timeout: 60_000 });

test('cards ticked in the register are corrected alike, seen before it is done', async ({
  school,
  page,
  isMobile,
  axe,
  targets,
}) => {
  await school.setUp();
  await school.person('吴保管', 'K001', ['head_custodian']);
  const register = () =>
    school.api('K001', 'POST', '/assets', { name: '投影仪', category_code: 'A02020200' });
  const [first, second, third] = [await register(), await register(), await register()];
  await page.context().addCookies(await school.cookies('K001'));
  if (isMobile) {
    // Ticks are for desks; a phone is sent the address.
    await page.goto(`${school.url}/assets/edit?ids=${first.id},${second.id}`);
  } else {
    await page.goto(`${school.url}/assets?q=${encodeURIComponent('投影仪')}`);
    const edit = page.getByRole('link', { name: /^(批量改|Edit many)$/ });
    // All that the filters let through, whether loaded or not; then two of them by hand.
    await page.getByRole('checkbox', { name: new RegExp(third.asset_no) }).check();
    await page.getByRole('button', { name: /^(选全部 3 张|Select all 3)$/ }).click();
    await expect(page.getByText(/^(选了 3 张|3 selected)$/)).toBeVisible();
    await expect(edit).not.toHaveAttribute('href', /ids=/);
    await page.getByRole('button', { name: /^(取消选择|Clear)$/ }).click();
    await expect(edit).toHaveCount(0);
    for (const card of [first, second]) {
      await page.getByRole('checkbox', { name: new RegExp(card.asset_no) }).check();
    }
    await axe();
    await edit.click();
  }
  const commit = page.locator('main form button[type=submit]');
  await expect(commit).toBeDisabled();
  await page.getByRole('checkbox', { name: /^(品牌|Brand)$/ }).check();
  await page.getByRole('textbox', { name: /^(品牌|Brand)$/ }).fill('爱普生');
  await page.locator('main summary').first().click();
  await page.getByRole('checkbox', { name: /^(经费来源|Source of funds)$/ }).check();
  await page.getByRole('textbox', { name: /^(经费来源|Source of funds)$/ }).fill('公用经费');
  await expect(page.getByText(/2 张里有 2 张会变|2 of 2 cards change/)).toBeVisible();
  await expect(page.locator('ins', { hasText: '公用经费' })).toHaveCount(2);
  await targets();
  await axe();
  await commit.click();
  await expect(page).toHaveURL(/\/assets$/);
  const brand = async (id: string) => (await school.api('K001', 'GET', `/assets/${id}`)).brand;
  expect([await brand(first.id), await brand(second.id)]).toEqual(['爱普生', '爱普生']);
  expect(await brand(third.id)).toBeNull();
});

test('an overdue inspection is done from the list, and the next one is noted by itself', async ({
  school,
  page,
  axe,
  targets,
}) => {
  await school.setUp();
  await school.person('吴保管', 'K001', ['head_custodian']);
  const card = { name: '灭火器', category_code: 'A02020200' };
  const { id } = await school.api('K001', 'POST', '/assets', card);
  await page.context().addCookies(await school.cookies('K001'));

  // Noted on the card.
  await page.goto(`${school.url}/assets/${id}`);
  await page.getByRole('button', { name: /^(加到期日|Add a due date)$/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('select').selectOption('inspection');
  await dialog.locator('input[type=date]').fill('2020-09-01');
  await targets();
  await dialog.locator('button[type=submit]').click();
  await expect(dialog).toBeHidden();

  await page.goto(`${school.url}/assets`);
  await page.getByRole('link', { name: /^(到期事项|Due dates)$/ }).click();
  await expect(page.getByText(/^(过期|Overdue)$/)).toBeVisible();
  await targets();
  await axe();
  await page.getByRole('button', { name: /^(办好了|Done)$/ }).click();
  await dialog.locator('input[type=date]').last().fill('2099-09-01');
  await axe();
  await dialog.locator('button[type=submit]').click();
  await expect(page.getByText(/^(过期|Overdue)$/)).toHaveCount(0);
  const { items } = await school.api('K001', 'GET', '/asset-due-dates');
  expect(items).toMatchObject([{ kind: 'inspection', due_on: '2099-09-01', overdue: false }]);
  await page.goto(`${school.url}/assets/due?done=yes`);
  await expect(page.getByText(/2020/)).toHaveCount(0);
  await expect(page.getByRole('link', { name: /灭火器/ }).first()).toBeVisible();
});
