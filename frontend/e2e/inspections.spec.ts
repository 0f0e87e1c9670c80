import type { Page } from '@playwright/test';
import { expect, type RealSchool, test } from './real-school';

// Monday's walk with ten faults (everyday.md scene 9): floor and room stay, the next fault is two taps; "nothing found" is a record;
// a slip that is entered next morning says so.
test.describe.configure({ timeout: 120_000 });

async function ready({ setUp, api, person }: RealSchool): Promise<string> {
  await setUp();
  await person('周主任', 'D001', ['logistics_director']);
  await person('陈值周', 'S001', ['duty_admin']);
  const rooms = { building: '致远楼', floors: 2, rooms_per_floor: 3 };
  await api('A001', 'POST', '/locations/generate', rooms);
  const { id } = await api('D001', 'POST', '/checklists', {
    name: '宿舍检查',
    items: [
      { text: '灭火器在位', kind: 'yes_no' },
      { text: '地面干净', kind: 'yes_no' },
    ],
  });
  return id as string;
}

const button = (page: Page, name: RegExp | string) =>
  page.getByRole('button', { name }).filter({ visible: true });
const link = (page: Page, name: RegExp) =>
  page.getByRole('link', { name }).filter({ visible: true });

test("Monday's walk with ten faults: two taps each, and each is a repair", async ({
  page,
  school,
  axe,
  targets,
}) => {
  await ready(school);
  await school.signIn(page, 'S001');
  await page.goto(`${school.url}/inspections`);
  await link(page, /^(临时检查|Spot check)$/).click();
  await button(page, /^(开始检查|Begin)$/).click();
  await link(page, /^(巡查，发现就报|Walk: report as you go)$/).click();
  await page.getByLabel(/^(楼层|Floor)$/).selectOption({ label: '致远楼 / 2层' });
  await targets();
  await axe();
  // Somebody counts in the page what is tapped: nothing else is needed for a fault.
  await page.evaluate(() => {
    const counted = globalThis as unknown as { taps: number };
    counted.taps = 0;
    addEventListener('click', () => (counted.taps += 1), true);
  });
  const what = page.getByRole('group', { name: /^(什么坏了|What broke)/ });
  for (let n = 0; n < 10; n += 1) {
    await button(page, ['201', '202', '203'][n % 3] ?? '201').click();
    await what.getByRole('button', { name: /^(桌椅|Desk, chair)$/ }).click();
    await expect(
      page.getByText(new RegExp(`^(发现 ${n + 1} 个问题|Faults found: ${n + 1})$`)),
    ).toBeVisible();
  }
  expect(await page.evaluate(() => (globalThis as unknown as { taps: number }).taps)).toBe(20);
  await axe();
  // The floor is kept for whoever comes back.
  await page.reload();
  await expect(page.getByLabel(/^(楼层|Floor)$/).locator('option:checked')).toHaveText(
    '致远楼 / 2层',
  );
  await link(page, /^(巡查完了，登记|Walk done: write it down)$/).click();
  const yes = button(page, /^(是|Yes)$/);
  await expect(yes).toHaveCount(2);
  for (const one of await yes.all()) await one.click();
  await axe();
  await button(page, /^(提交|Submit)$/).click();
  await expect(page).toHaveURL(/\/inspections\/rounds\/[0-9a-f-]{36}$/);
  await expect(page.getByText(/^(发现 10 个问题|Faults found: 10)$/)).toBeVisible();
  const cases = await school.api('D001', 'GET', '/repair-cases?limit=50');
  expect(cases.items).toHaveLength(10);
});

test('nothing found is one tap and a record of its own; a "no" is a repair', async ({
  page,
  school,
  axe,
}) => {
  const checklist = await ready(school);
  const spot = { checklist_id: checklist, check_kind: 'spot', level: 'self_check' };
  const first = await school.api('S001', 'POST', '/inspection-rounds', spot);
  await school.signIn(page, 'S001');
  await page.goto(`${school.url}/inspections/rounds/${first.id}/hold`);
  await button(page, /^(没发现问题，提交|Nothing found: submit)$/).click();
  await expect(page).toHaveURL(new RegExp(`/inspections/rounds/${first.id}$`));
  await expect(page.getByText(/^(没发现问题|Nothing found)$/)).toBeVisible();
  await axe();

  const { items } = await school.api('S001', 'GET', '/locations?kind=room&limit=50');
  const second = await school.api('S001', 'POST', '/inspection-rounds', {
    ...spot,
    location_id: items[0].id,
  });
  await page.goto(`${school.url}/inspections/rounds/${second.id}/hold`);
  await button(page, /^(否|No)$/)
    .first()
    .click();
  await page.getByLabel(/^(怎么了|What is wrong)$/).fill('少一只');
  await button(page, /^(其他|Something else)$/).click();
  await button(page, /^(是|Yes)$/)
    .nth(1)
    .click();
  await axe();
  await button(page, /^(提交|Submit)$/).click();
  await expect(page.getByText(/^(发现 1 个问题|Faults found: 1)$/)).toBeVisible();
  await expect(page.getByRole('link', { name: /^BX\d{8}-0001/ })).toBeVisible();
});

test('a slip of yesterday is entered late and says so', async ({ page, school, axe }) => {
  const checklist = await ready(school);
  const yesterday = new Date(Date.now() - 24 * 3_600_000);
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(yesterday);
  const body = { checklist_id: checklist, check_kind: 'minor', level: 'self_check', on: day };
  const { id, version } = await school.api('S001', 'POST', '/inspection-rounds', body);
  const happened = new Date(`${day}T08:00:00+08:00`).toISOString();
  const said = { nothing_found: true, happened_at: happened };
  await school.api('S001', 'POST', `/inspection-rounds/${id}/submit`, said, version);
  await school.signIn(page, 'D001');
  await page.goto(`${school.url}/inspections/rounds/${id}`);
  await expect(page.getByText(/^(这条记录是补录的|Entered late)/)).toBeVisible();
  await page.goto(`${school.url}/inspections?view=all`);
  await expect(
    page
      .getByText(/补录|entered late/)
      .filter({ visible: true })
      .first(),
  ).toBeVisible();
  // The blank form that it was written on.
  await page.goto(`${school.url}/inspections/checklists/${checklist}/print`);
  await expect(page.getByText('灭火器在位').first()).toBeVisible();
  await axe('light');
});
