import { expect, test } from './real-school';

// A school year on the real product: a day of the calendar said anew, all classes moved up and taken back, a rule changed and printed.
test.describe.configure({ timeout: 90_000 });

test('a sports day is entered, and the page says which week it is', async ({
  page,
  school,
  axe,
}) => {
  await school.setUp();
  const term = { season: 'autumn', starts_on: '2026-09-01', ends_on: '2027-01-22' };
  await school.api('A001', 'POST', '/terms', { school_year: 2026, ...term });
  await page.context().addCookies(await school.cookies('A001'));
  await page.goto(`${school.url}/calendar?year=2026`);
  await page.getByRole('button', { name: /^(11月27日|11\/27) / }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/第13周 星期五|Week 13, Friday/)).toBeVisible();
  await dialog.getByLabel(/^(这一天|This day)$/).selectOption('holiday');
  await dialog.getByLabel(/^(名称|Name)$/).fill('运动会');
  await axe();
  await dialog.getByRole('button', { name: /^(保存|Save)$/ }).click();
  await expect(page.getByRole('button', { name: /(11月27日|11\/27) 运动会/ })).toBeVisible();
});

test('all classes move up after every change was seen, and come back', async ({
  page,
  school,
  axe,
  targets,
}) => {
  await school.setUp();
  const plan = { building: '致远楼', floors: 1, rooms_per_floor: 2 };
  await school.api('A001', 'POST', '/locations/generate', plan);
  const rooms = await school.api('A001', 'GET', '/locations?kind=room');
  const teacher = await school.person('林悦', 'T001', ['staff']);
  for (const [index, grade] of [1, 2].entries()) {
    const room_id = rooms.items[index].id;
    const body = { grade, number: 1, size: 40, room_id, class_teacher_id: teacher };
    await school.api('A001', 'POST', '/classes', body);
  }
  await page.context().addCookies(await school.cookies('A001'));
  await page.goto(`${school.url}/classes/new-year`);
  await page.getByRole('combobox', { name: /^(教室|Rooms)$/ }).selectOption('by_grade');
  await expect(page.getByText(/毕业离校|Leaves the school/)).toBeVisible();
  await targets();
  await page.getByRole('button', { name: /^(看变动|See the changes)$/ }).click();
  await expect(
    page.getByRole('heading', { name: /将有这些变动|These changes will be made/ }),
  ).toBeVisible();
  await axe();
  await page.getByRole('button', { name: /^(升级 3 个班|Move 3 classes up)$/ }).click();
  await expect(page.getByText(/二（1）班|Class 2-1/).first()).toBeVisible();
  const undo = page.getByRole('button', { name: /^(撤销升级|Take back)$/ });
  await undo.click();
  await expect(undo).toHaveCount(0);
  const back = await school.api('A001', 'GET', '/classes');
  expect(back.items.map((one: { grade: number }) => one.grade)).toEqual([1, 2]);
});

test('a rule is changed as an answer and stands in the printed table', async ({ page, school }) => {
  await school.setUp();
  await page.context().addCookies(await school.cookies('P001'));
  await page.goto(`${school.url}/settings/questions`);
  await page.getByLabel(/从多少钱起要两个人去买|From which amount do two people buy/).fill('500');
  await page.getByLabel(/依据哪次会议|Which meeting/).fill('2026年9月3日校务会');
  await page.getByRole('button', { name: /^(保存 1 处改动|Save 1 changes)$/ }).click();
  await expect(page.getByText(/和现在一样|The same as now/)).toBeVisible();
  await page.goto(`${school.url}/settings/rules/print`);
  const row = page.getByRole('row', { name: /双人采购起点|Two buyers from/ });
  await expect(row).toContainText('500');
  await expect(row).toContainText('2026年9月3日校务会');
});
