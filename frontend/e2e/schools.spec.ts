import { expect, PASSWORD, test } from './real-school';

// Several schools: a district above them, and people who work in two.
test.describe.configure({ timeout: 120_000 });

const founders = (administrator: string, principal: string) => ({
  administrator: { name: '马管理', staff_no: administrator, password: PASSWORD },
  second_key_holder: { name: '何校长', staff_no: principal, password: PASSWORD },
});

test('a district adds a school, and its reader looks in and comes back', async ({
  page,
  school,
  axe,
  targets,
}) => {
  await school.setUp('district');
  await school.signIn(page, 'A001');
  await page.goto(`${school.url}/schools`);
  await axe();
  await page.getByRole('button', { name: /^(新增学校|Add a school)$/ }).click();
  const fill = (path: string, value: string) => page.locator(`[data-path="${path}"]`).fill(value);
  await fill('school.name', '第一小学');
  await fill('administrator.name', '马管理');
  await fill('administrator.staff_no', 'B001');
  await fill('administrator.password', PASSWORD);
  await fill('second_key_holder.name', '何校长');
  await fill('second_key_holder.staff_no', 'B002');
  await fill('second_key_holder.password', PASSWORD);
  await axe();
  await page.getByRole('dialog').locator('button[type=submit]').click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByText('第一小学').first()).toBeVisible();
  await school.person('区审计', 'D003', ['district_reader']);
  const teacher = await school.api('B001', 'POST', '/people', { name: '周老师' });
  expect(teacher.name).toBe('周老师');

  await school.signIn(page, 'D003');
  await page.goto(`${school.url}/schools`);
  await expect(page.getByText('第一小学').first()).toBeVisible();
  await targets();
  await axe();
  await page.getByRole('button', { name: /^(查看第一小学|Look into 第一小学)$/ }).click();
  const banner = page.getByText(/(您正以学区身份查看第一小学|You look into 第一小学)/);
  await expect(banner).toBeVisible();
  await axe();
  await targets();
  await page.goto(`${school.url}/people`);
  await expect(page.getByText('周老师').first()).toBeVisible();
  await expect(page.getByRole('main').getByText('区审计')).toHaveCount(0);
  const events = await school.api('B002', 'GET', '/audit-events?limit=20');
  const entered = events.items.find((e: { action: string }) => e.action === 'school.entered');
  expect(entered.actor_name, 'the school sees who looked in').toBe('区审计');

  // A second tab follows when the first one goes back.
  const tab = await page.context().newPage();
  await tab.goto(`${school.url}/people`);
  await expect(tab.getByText('周老师').first()).toBeVisible();
  await page.getByRole('button', { name: /^(回到东城学区|Back to 东城学区)$/ }).click();
  await expect(banner).toBeHidden();
  await expect(tab).toHaveURL(`${school.url}/`);
});

test('a teacher of two schools joins the second with the account she has, and switches', async ({
  page,
  school,
  axe,
  targets,
}) => {
  await school.setUp('district');
  for (const [name, administrator, principal] of [
    ['第一小学', 'B001', 'B002'],
    ['第二小学', 'C001', 'C002'],
  ] as const) {
    const body = { school: { name }, ...founders(administrator, principal) };
    await school.api('A001', 'POST', '/schools', body);
  }
  const first = await school.api('B001', 'POST', '/people', { name: '周老师', staff_no: 'T001' });
  await school.api('B001', 'POST', `/people/${first.id}/account`, { password: PASSWORD });
  const second = await school.api('C001', 'POST', '/people', { name: '周老师', staff_no: 'T001' });
  const slips = await school.api('C001', 'POST', '/sign-in-slips', { people: [second.id] });

  await page.goto(`${school.url}/j#${slips.items[0].code}`);
  await page.getByText(/^(我在别的学校已有账号|I have an account at another school)$/).click();
  await axe();
  await targets();
  await page.locator('[data-path="login"]').fill('T001');
  await page.locator('[data-path="password"]').last().fill(PASSWORD);
  await page.getByRole('button', { name: /^(登录并加入|Sign in and join)$/ }).click();
  await page.getByRole('button', { name: /^(开始用|Start)$/ }).click();
  await page.goto(`${school.url}/me`);
  const mine = page.getByRole('region', { name: /^(我的学校|My schools)$/ });
  await expect(mine.getByRole('listitem')).toHaveCount(2);
  await expect(mine.getByRole('listitem').filter({ hasText: '第二小学' })).toContainText(
    /现在|Here now/,
  );
  await axe();
  await targets();
  await mine.getByRole('button', { name: /^(切换到第一小学|Switch to 第一小学)$/ }).click();
  await expect(page).toHaveURL(`${school.url}/`);
  await page.goto(`${school.url}/me`);
  await expect(mine.getByRole('listitem').filter({ hasText: '第一小学' })).toContainText(
    /现在|Here now/,
  );
});
