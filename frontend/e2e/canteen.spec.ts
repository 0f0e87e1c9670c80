import type { Page } from '@playwright/test';
import { plus, yearAround } from './canteen-book';
import { expect, forgetWho, type RealSchool, test } from './real-school';

// A canteen's day: the morning check, the menu, the samples, the disinfection, a leader who eats with the pupils, what was left; and the
// sample that leaves its fridge 48 hours later and not before.
test.describe.configure({ timeout: 120_000 });
// What is refused the server says, and the browser adds its own line; after two days a session is over.
test.use({ allowConsole: /status of (401|409|422)/ });

const TODAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());

/** A school with a canteen and a cook whose certificate somebody has entered. */
async function kitchen({ setUp, api, person }: RealSchool) {
  await setUp();
  await api('A001', 'POST', '/locations/generate', {
    building: '食堂楼',
    floors: 1,
    rooms_per_floor: 1,
  });
  const rooms = await api('A001', 'GET', '/locations?kind=room');
  await person('周主任', 'D001', ['logistics_director']);
  await person('冯经理', 'M001', ['canteen_manager']);
  const officer = await person('何安全', 'F001', ['food_safety_officer']);
  const { id: canteen } = await api('D001', 'POST', '/canteens', {
    name: '第一食堂',
    mode: 'own',
    place_id: rooms.items[0].id,
    diners: 320,
    meals: ['lunch'],
    officer_id: officer,
  });
  const cook = await api('M001', 'POST', `/canteens/${canteen}/staff`, {
    name: '陈厨师',
    post: '厨师',
  });
  await api('M001', 'POST', `/canteen-staff/${cook.id}/health-certificates`, {
    number: 'JK-0815',
    ...yearAround(TODAY),
  });
  return { canteen: canteen as string };
}

const button = (page: Page, name: RegExp) =>
  page.getByRole('button', { name }).filter({ visible: true });

/** The one button at the thumb; back on the page of the day. */
async function writeDown(page: Page): Promise<void> {
  await button(page, /^(登记|Write down)$/).click();
  await expect(page).toHaveURL(/\/canteen\?/);
}

/** Opens a form from the day. */
async function begin(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('main').getByRole('link', { name }).first().click();
}

test('a canteen day, from the morning check to the sample discarded after 48 hours', async ({
  page,
  school,
  axe,
  targets,
}) => {
  const { canteen } = await kitchen(school);

  // Another person than whoever entered it has seen the paper.
  await school.signIn(page, 'F001');
  await page.goto(`${school.url}/canteen/staff`);
  await expect(page.getByText(/^(不能上岗|May not work)$/)).toBeVisible();
  await targets();
  await axe();
  await button(page, /^(核对过原件|Paper was seen)$/).click();
  await expect(page.getByText(/^(可以上岗|May work)$/)).toBeVisible();

  // The morning check: a temperature, and he is fit.
  await page.goto(`${school.url}/canteen`);
  await begin(page, /^(登记晨检|Check now)$/);
  await page.locator('[data-path="lines.0.temperature"]').fill('36.4');
  await targets();
  await axe();
  await writeDown(page);
  await expect(page.getByText(/^(都检过了|All checked)$/)).toBeVisible();

  // The menu, and a sample of each dish in one go; 124 g are refused in plain words.
  await begin(page, /^(食谱|Menu)$/);
  await page.locator('[data-path="dishes"]').fill('番茄炒蛋：番茄 80 g，鸡蛋 50 g\n米饭');
  await axe();
  await writeDown(page);
  await expect(page.getByText(/还差 2 个菜没留样|Dishes without a sample: 2/)).toBeVisible();
  await begin(page, /^(留样|Food samples)$/);
  await page.locator('[data-path="fridge"]').fill('1 号柜');
  await page.locator('[data-path="samples.1.grams"]').fill('124');
  await targets();
  await axe();
  await button(page, /^(登记|Write down)$/).click();
  await expect(page.getByText(/不少于 125 克|at least 125 g/).first()).toBeVisible();
  await page.locator('[data-path="samples.1.grams"]').fill('125');
  await writeDown(page);
  await expect(page.getByText(/个菜没留样|without a sample/)).toHaveCount(0);

  // Disinfection: the usual way stands there already.
  await begin(page, /^(消毒|Disinfection)$/);
  await axe();
  await writeDown(page);

  // Somebody of the school eats there, and something is wrong: a case.
  await forgetWho(page);
  await school.signIn(page, 'D001');
  await page.goto(`${school.url}/canteen`);
  await begin(page, /^(陪餐|Accompanied meal)$/);
  await button(page, /^(发现一个问题|Something is wrong)$/).click();
  await page.locator('[data-path="problems.0.text"]').fill('洗手池没水');
  await targets();
  await axe();
  await writeDown(page);
  await begin(page, /陪餐 · |Accompanied meal · /);
  await page.getByRole('link', { name: /^BX/ }).click();
  await expect(page.getByText('洗手池没水').first()).toBeVisible();

  // Leftovers, and the sample whose hours are not over: the page says how long it is still kept.
  await forgetWho(page);
  await school.signIn(page, 'F001');
  await page.goto(`${school.url}/canteen`);
  await begin(page, /^(剩余|Leftovers)$/);
  await page.locator('[data-path="handed_to"]').fill('环卫餐厨车');
  await writeDown(page);
  await begin(page, /番茄炒蛋 130/);
  await expect(page.getByText(/还差 4[78] 小时|for another 4[78] h/)).toBeVisible();
  await expect(button(page, /^(销毁|Discard)$/)).toHaveCount(0);
  await axe();

  // Two days later it may go.
  await school.advance(2);
  await page.goto(`${school.url}/canteen`);
  if (await page.locator('[name="password"]').count()) {
    await school.signIn(page, 'F001');
    await page.goto(`${school.url}/canteen`);
  }
  await begin(page, /番茄炒蛋 130/);
  await button(page, /^(销毁|Discard)$/).click();
  const dialog = page.getByRole('dialog');
  await axe();
  await dialog.getByRole('button', { name: /^(销毁|Discard)$/ }).click();
  await expect(page.getByText(/^(已销毁|Discarded)$/).first()).toBeVisible();
  const sheet = await school.api(
    'F001',
    'GET',
    `/canteens/${canteen}/sheet?kind=food_sample&from=${TODAY}&to=${TODAY}`,
  );
  expect(sheet.rows).toHaveLength(2);
  const by = sheet.columns.findIndex((head: string) => /^(销毁人|Discarded by)$/.test(head));
  expect(sheet.rows[0].cells[by]).toBe('陈厨师');
});

test('what is entered late says so, and what was wrong is struck out and written anew', async ({
  page,
  school,
  axe,
}) => {
  await kitchen(school);
  await school.signIn(page, 'F001');
  await page.goto(`${school.url}/canteen/staff`);
  await button(page, /^(核对过原件|Paper was seen)$/).click();
  await expect(page.getByText(/^(可以上岗|May work)$/)).toBeVisible();
  await page.goto(`${school.url}/canteen/leftovers`);
  await page.locator('[data-path="handed_to"]').fill('环卫餐厨车');
  await page.getByText(/^(不是刚才的事？|Was it earlier\?)$/).click();
  await page.locator('[data-path="happened_at"]').fill(`${plus(TODAY, -1)}T12:30`);
  await writeDown(page);
  await page.goto(`${school.url}/canteen/records?late=true`);
  await expect(
    page
      .getByText(/^(补录|Late entry)$/)
      .filter({ visible: true })
      .first(),
  ).toBeVisible();
  await page
    .getByRole('link', { name: /没有剩余|Nothing left/ })
    .first()
    .click();
  await button(page, /^(作废|Strike out)$/).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('[data-path="reason"]').fill('餐次写错了');
  await dialog.getByRole('button', { name: /^(作废|Strike out)$/ }).click();
  await expect(page.getByText(/餐次写错了/)).toBeVisible();
  await axe();
  await page
    .getByRole('link', { name: /^(重写一条|Write it anew)$/ })
    .filter({ visible: true })
    .click();
  await page.locator('[data-path="handed_to"]').fill('环卫餐厨车');
  await writeDown(page);
  await page.goto(`${school.url}/canteen/sheet?kind=leftovers&from=${plus(TODAY, -2)}`);
  await expect(page.getByText(/作废：餐次写错了|struck out: 餐次写错了/)).toBeVisible();
  await expect(page.getByText(/^(重写|written anew)$/)).toBeVisible();
  await axe('light');
});
