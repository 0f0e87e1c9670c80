import type { Page } from '@playwright/test';
import { plus } from './canteen-book';
import { expect, forgetWho, type RealSchool, test } from './real-school';

// What stands around the canteen's days: an inspection from outside, from its entry to the last finding that somebody else saw mended; and
// a contract whose end is said long before it comes.
test.describe.configure({ timeout: 120_000 });

const TODAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());

/** A school with a canteen that somebody else runs, and those who keep what comes from outside. */
async function contracted({ setUp, api, person }: RealSchool) {
  await setUp();
  await api('A001', 'POST', '/locations/generate', {
    building: '食堂楼',
    floors: 1,
    rooms_per_floor: 1,
  });
  const rooms = await api('A001', 'GET', '/locations?kind=room');
  await person('周主任', 'D001', ['logistics_director']);
  await person('冯经理', 'M001', ['canteen_manager']);
  await person('何安全', 'F001', ['food_safety_officer']);
  const { id: canteen } = await api('D001', 'POST', '/canteens', {
    name: '第一食堂',
    mode: 'contracted',
    place_id: rooms.items[0].id,
    diners: 320,
    meals: ['lunch'],
  });
  return { canteen: canteen as string };
}

const button = (page: Page, name: RegExp) =>
  page.getByRole('button', { name }).filter({ visible: true });

async function pick(page: Page, path: string, name: string): Promise<void> {
  await page.locator(`[data-path="${path}"]`).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('searchbox').fill(name);
  await dialog.getByRole('button', { name }).first().click();
}

test('an inspection from outside, from its entry to the last finding mended', async ({
  page,
  school,
  axe,
  targets,
}) => {
  const { canteen } = await contracted(school);
  await school.signIn(page, 'F001');
  await page.goto(`${school.url}/canteen/papers`);
  await page
    .getByRole('link', { name: /^(登记外部检查|Record an inspection)$/ })
    .filter({ visible: true })
    .click();
  await page.locator('[data-path="inspectors"]').fill('县市场监管局 张三、李四');
  await page.getByRole('radio', { name: /^(限期整改|To be put right)$/ }).check();

  // Something has to be put right: what, by whom and until when is asked for before anything is sent.
  await button(page, /^(加一个问题|Something was found)$/).click();
  await button(page, /^(登记|Write down)$/).click();
  await expect(page).toHaveURL(/outside\/new/);
  await page.locator('[data-path="findings.0.said"]').fill('洗碗间地漏堵');
  await pick(page, 'findings.0.responsible_id', '冯经理');
  await page.locator('[data-path="findings.0.due_on"]').fill(plus(TODAY, 7));
  await page.getByText(/^(同时报修|Report it for repair, too)$/).click();
  await button(page, /^(加一个问题|Something was found)$/).click();
  await page.locator('[data-path="findings.1.said"]').fill('冷藏柜没有温度计');
  await pick(page, 'findings.1.responsible_id', '冯经理');
  await page.locator('[data-path="findings.1.due_on"]').fill(plus(TODAY, 7));
  await targets();
  await axe();
  await button(page, /^(登记|Write down)$/).click();
  await expect(page).toHaveURL(/canteen\/outside\/[0-9a-f]/);
  await expect(page.getByRole('link', { name: /^BX/ }).first()).toBeVisible();

  // The other becomes a repair in one tap.
  await button(page, /^(报修|Report for repair)$/).click();
  await expect(page.getByText(/^BX/)).toHaveCount(2);
  await axe();

  // Whoever sees to it does not say so himself.
  const address = page.url();
  await forgetWho(page);
  await school.signIn(page, 'M001');
  await page.goto(address);
  await expect(
    page.getByText(/要由另一位看过再销号|somebody else has to see/).first(),
  ).toBeVisible();
  await expect(button(page, /^(整改销号|It was mended)$/)).toHaveCount(0);

  // A week later nobody has: it is overdue, and another sees both mended.
  await school.advance(8);
  await forgetWho(page);
  await school.signIn(page, 'F001');
  await page.goto(`${school.url}/canteen/papers`);
  await expect(page.getByText(/^(逾期未改|Overdue)$/)).toHaveCount(2);
  await page.getByRole('link', { name: '洗碗间地漏堵' }).click();
  for (const left of [1, 0]) {
    await button(page, /^(整改销号|It was mended)$/)
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('[data-path="reason"]').fill('看过，改好了');
    await dialog.getByRole('button', { name: /^(整改销号|It was mended)$/ }).click();
    await expect(button(page, /^(整改销号|It was mended)$/)).toHaveCount(left);
  }
  await expect(page.getByText(/^(已整改|Mended)$/)).toHaveCount(2);
  await page.goto(`${school.url}/canteen/papers`);
  await expect(page.getByText(/^(逾期未改|Overdue)$/)).toHaveCount(0);
  const open = await school.api('F001', 'GET', `/canteens/${canteen}/outside-findings`);
  expect(open.items).toHaveLength(0);
});

test("a contract's end is said before it comes, and what is too long is said at once", async ({
  page,
  school,
  axe,
  targets,
}) => {
  await contracted(school);
  await school.signIn(page, 'D001');
  await page.goto(`${school.url}/canteen/papers`);
  await button(page, /^(登记合同|Enter a contract)$/).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('[data-path="contractor"]').fill('青禾餐饮');
  await dialog.locator('[data-path="starts_on"]').fill(plus(TODAY, -700));
  await dialog.locator('[data-path="ends_on"]').fill(plus(TODAY, 50));
  await dialog.locator('[data-path="licence_number"]').fill('JY23301060001234');
  await dialog.locator('[data-path="licence_expires_on"]').fill(plus(TODAY, 400));
  await dialog.locator('[data-path="contact"]').fill('钱经理');
  await targets();
  await axe();
  await dialog.getByRole('button', { name: /^(保存|Save)$/ }).click();
  await expect(page.getByText(/合同超过 24 个月|longer than 24 months/)).toBeVisible();
  await expect(page.getByText(/请准备重新招标|prepare the next/)).toBeVisible();
  await axe('light');

  // It is over: with a reason, and it stays.
  await button(page, /^(终止合同|End the contract)$/).click();
  await dialog.locator('[data-path="reason"]').fill('重新招标');
  await dialog.getByRole('button', { name: /^(终止合同|End the contract)$/ }).click();
  await expect(page.getByText(/^(已终止|Ended)$/)).toBeVisible();
  await expect(
    page.getByText(/重新招标（周主任 登记）|重新招标 \(recorded by 周主任\)/),
  ).toBeVisible();
  await expect(page.getByText(/合同超过|longer than/)).toHaveCount(0);
});
