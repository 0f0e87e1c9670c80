import type { Page } from '@playwright/test';
import { plus, yearAround } from './canteen-book';
import { expect, forgetWho, type RealSchool, test } from './real-school';

// Before the inspector comes: a canteen's day in green, amber and red, a daily control that nobody held, its late entry, the sample that
// leaves its fridge after 48 hours, and the last 48 hours of an incident on one print. That an expired licence blocks a receipt is shown in
// food.spec.ts, and 124 g and 47 h 59 min in canteen.spec.ts.
test.describe.configure({ timeout: 120_000 });

const TODAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());
const TOMORROW = plus(TODAY, 1);

/** Days from the real now until a time of the school's clock; every later step counts from there, because the clock stands still. */
const until = (day: string, clock: string) =>
  (Date.parse(`${day}T${clock}:00+08:00`) - Date.now()) / 86_400_000;

/** A canteen of lunches with a cook who may work, on days of which the school says that they are school days. */
async function kitchen({
  setUp,
  api,
  person,
}: RealSchool): Promise<{ canteen: string; cook: string }> {
  await setUp();
  const { days } = await api('A001', 'GET', `/calendar?from=${TODAY}&to=${plus(TODAY, 3)}`);
  for (const { day, version } of days) {
    await api('A001', 'PUT', `/calendar-days/${day}`, { kind: 'school_day' }, version);
  }
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
  const { id: cook } = await api('M001', 'POST', `/canteens/${canteen}/staff`, {
    name: '陈厨师',
    post: '厨师',
  });
  const path = `/canteen-staff/${cook}/health-certificates`;
  const paper = { number: 'JK-0815', ...yearAround(TODAY) };
  const { certificates } = await api('M001', 'POST', path, paper);
  await api('F001', 'POST', `/health-certificates/${certificates[0].id}/verify`, {}, 1);
  return { canteen, cook };
}

const button = (page: Page, name: RegExp) =>
  page.getByRole('button', { name }).filter({ visible: true });

const lights = (page: Page) =>
  page.getByRole('region', { name: /^(检查前看一眼|Before the inspector comes)$/ });

/** The tap of a row: to the thing that mends it. */
async function seeTo(page: Page, what: RegExp): Promise<void> {
  await lights(page).getByRole('link', { name: what }).first().click();
}

/** Who is not of the canteen and is to sign the daily sheet second. */
async function signedBy(page: Page, name: string): Promise<void> {
  await page.locator('[data-path="second_signer_id"]').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('searchbox').fill(name);
  await dialog.getByRole('button', { name }).first().click();
}

/** Signed in anew, on the first page of the canteen. */
async function atTheCanteen(page: Page, school: RealSchool, login: string): Promise<void> {
  await forgetWho(page);
  await school.signIn(page, login);
  await page.goto(`${school.url}/canteen`);
  await expect(lights(page)).toBeVisible();
}

test('a day in green, amber and red: what was missed is red until somebody enters it late', async ({
  page,
  school,
  axe,
  targets,
}) => {
  const { canteen, cook } = await kitchen(school);
  const at = (rest: string) => `/canteens/${canteen}/${rest}`;

  // One button sets the checks up; a minute later today's round is there.
  await school.advance(until(TOMORROW, '06:32'));
  await school.signIn(page, 'D001');
  await page.goto(`${school.url}/canteen/control`);
  await targets();
  await axe();
  await button(page, /^(设食堂检查|Set up the checks)$/).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(设好|Set them up)$/ })
    .click();
  await expect(button(page, /^(设食堂检查|Set up the checks)$/)).toHaveCount(0);

  // Before breakfast everything is still due.
  await school.advance(1 / 1440);
  await atTheCanteen(page, school, 'F001');
  await expect(
    lights(page)
      .getByText(/^(要办|To do)$/)
      .first(),
  ).toBeVisible();
  await expect(lights(page).getByText(/^(逾期|Overdue)$/)).toHaveCount(0);
  await targets();
  await axe();

  await seeTo(page, /(去办|See to it).*(晨检|Morning check)/);
  await page.locator('[data-path="lines.0.temperature"]').fill('36.4');
  await button(page, /^(登记|Write down)$/).click();
  await expect(page).toHaveURL(/\/canteen\?/);

  // The daily control: nothing found is one tap and a record.
  await seeTo(page, /(去办|See to it).*(日管控|Daily control)/);
  await page
    .getByRole('link', { name: /^(检查登记|Hold the round)$/ })
    .filter({ visible: true })
    .click();
  await signedBy(page, '周主任');
  await button(page, /^(没发现问题，提交|Nothing found: submit)$/).click();
  await expect(page.getByText(/^(没发现问题|Nothing found)$/)).toBeVisible();
  await school.api('F001', 'POST', at('menus'), {
    day: TOMORROW,
    meal: 'lunch',
    dishes: [{ name: '番茄炒蛋' }, { name: '米饭' }],
  });
  await school.api('F001', 'POST', at('food-samples'), {
    meal: 'lunch',
    keeper_id: cook,
    fridge: '1 号柜',
    samples: [{ dish: '番茄炒蛋', grams: 130 }],
  });
  await page.goto(`${school.url}/canteen`);
  // Held, and still to be signed by somebody who is not of the canteen.
  await expect(lights(page).getByText(/还没有复签|Not signed second yet/)).toBeVisible();
  const { items: rounds } = await school.api('D001', 'GET', '/inspection-rounds?limit=20');
  const held = rounds.find(({ state }: { state: string }) => state === 'submitted');
  await school.api('D001', 'POST', `/inspection-rounds/${held.id}/sign`, {}, held.version);
  await lights(page).locator('summary').click();
  await expect(lights(page).getByText(/还没有留样：米饭|Still to be sampled: 米饭/)).toBeVisible();
  await axe();

  // The day after that nobody goes round: red, until somebody enters it, and then it says that it was late.
  await school.advance(1);
  await school.advance(15 / 24);
  await atTheCanteen(page, school, 'F001');
  await expect(
    lights(page)
      .getByText(/^(逾期|Overdue)$/)
      .first(),
  ).toBeVisible();
  await expect(lights(page).getByText(/漏检了|^Missed\./)).toBeVisible();
  await axe();
  await seeTo(page, /(去办|See to it).*(日管控|Daily control)/);
  await page
    .getByRole('main')
    .getByRole('link', { name: /^(补录|Enter)/ })
    .filter({ visible: true })
    .click();
  await signedBy(page, '周主任');
  await button(page, /^(没发现问题，提交|Nothing found: submit)$/).click();
  await expect(page.getByText(/^(没发现问题|Nothing found)$/)).toBeVisible();
  await page.goto(`${school.url}/canteen/control?canteen_id=${canteen}`);
  await expect(page.getByText(/^(补录|Late entry)$/).first()).toBeVisible();

  // Yesterday's rice has no sample: the tables do not agree, and it is said where.
  await page.goto(`${school.url}/canteen/consistency`);
  await page.locator('input[type="date"]').first().fill(TOMORROW);
  await page.locator('input[type="date"]').nth(1).fill(plus(TODAY, 2));
  await expect(page.getByText(/“米饭”/)).toBeVisible();
  await targets();
  await axe();

  // 50 hours after it was taken the sample is pointed at, and goes.
  await school.advance(11 / 24);
  await atTheCanteen(page, school, 'F001');
  await seeTo(page, /(去办|See to it).*(到期留样|Samples to be discarded)/);
  await button(page, /^(销毁|Discard)$/).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(销毁|Discard)$/ })
    .click();
  await expect(page.getByText(/^(已销毁|Discarded)$/).first()).toBeVisible();
});

test('one press: the samples are sealed and the last 48 hours are on one print', async ({
  page,
  school,
  axe,
  targets,
}) => {
  const { canteen, cook } = await kitchen(school);
  const at = (rest: string) => `/canteens/${canteen}/${rest}`;
  await school.api('F001', 'POST', at('menus'), {
    day: TODAY,
    meal: 'lunch',
    dishes: [{ name: '番茄炒蛋' }],
  });
  await school.api('F001', 'POST', at('food-samples'), {
    meal: 'lunch',
    keeper_id: cook,
    fridge: '1 号柜',
    samples: [{ dish: '番茄炒蛋', grams: 130 }],
  });
  await school.signIn(page, 'F001');
  await page.goto(`${school.url}/canteen/incidents`);
  await targets();
  await axe();
  await button(page, /^(报告事故|Raise an incident)$/).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('[data-path="said"]').fill('午餐后三名学生腹痛');
  await dialog.locator('[data-path="unwell"]').fill('3');
  await axe();
  await dialog
    .getByRole('button', { name: /^(封存留样并报告|Seal the samples and report)$/ })
    .click();
  await expect(page).toHaveURL(/incidents\/[0-9a-f-]{36}$/);
  const packet = page.getByRole('article');
  await expect(packet).toContainText('1 号柜');
  await expect(packet).toContainText(/封存留样 1 份|Samples sealed: 1/);
  await expect(packet).toContainText('JK-0815');
  await axe('light');

  // The director answers for the school and does not see health.
  await forgetWho(page);
  await school.signIn(page, 'D001');
  await page.goto(`${school.url}/canteen/incidents`);
  await page.getByRole('link', { name: '午餐后三名学生腹痛' }).click();
  await expect(page.getByRole('article')).toContainText('1 号柜');
  await expect(page.getByRole('article')).not.toContainText('JK-0815');
});
