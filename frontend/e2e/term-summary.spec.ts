import { expect, type RealSchool, test } from './real-school';

// The director's morning: what is late and who holds it; at the end of the term, the figures, his words, and a Word document.
test.describe.configure({ timeout: 120_000 });

const TODAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });
const day = (ahead: number) => TODAY.format(Date.now() + ahead * 86_400_000);

/** A school in its term, with one repair in somebody's hands and one in nobody's. */
async function atWork(school: RealSchool): Promise<{ term: string; number: string }> {
  await school.setUp();
  const { api, person } = school;
  await person('周主任', 'D001', ['logistics_director']);
  await person('王师傅', 'W001', ['repair_worker']);
  await person('李老师', 'T001', ['staff']);
  const plan = { building: '致远楼', floors: 1, rooms_per_floor: 2 };
  await api('A001', 'POST', '/locations/generate', plan);
  const room = (await api('A001', 'GET', '/locations?kind=room')).items[0];
  const dates = { starts_on: day(-30), ends_on: day(60) };
  const year = { school_year: Number(dates.starts_on.slice(0, 4)), season: 'autumn' };
  const { id: term } = await api('A001', 'POST', '/terms', { ...year, ...dates });
  const faults = [{ category: 'furniture', danger: false }];
  const report = { location_id: room.id, faults, text: '桌腿断了' };
  const { id, number } = (await api('T001', 'POST', '/repair-cases', report)).items[0];
  await api('W001', 'POST', `/repair-cases/${id}/take`, {}, 1);
  await api('T001', 'POST', '/repair-cases', { ...report, text: '椅背松了' });
  return { term, number };
}

test('what is late stands under a name and leads to the case', async ({
  page,
  school,
  axe,
  targets,
}) => {
  const { number } = await atWork(school);
  await school.advance(5);
  await school.signIn(page, 'D001');
  const late = page.getByRole('region', { name: /^(逾期 2 件|2 late)/ });
  await expect(late.getByText('王师傅')).toBeVisible();
  await expect(late.getByText(/^(总务主任|Logistics director)$/)).toBeVisible();
  await axe('light', 'dark');
  await targets();
  await late.getByRole('link').nth(0).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    /^(报修超时|Repairs past their days)$/,
  );
  await axe();
  await page.goBack();
  const open = page.getByRole('region', { name: /^(没有办结的|Not finished)$/ });
  await open.getByRole('link', { name: /报修|Repairs/ }).click();
  await page.getByRole('link', { name: number }).click();
  await expect(page.getByText('桌腿断了').first()).toBeVisible();
});

test('the summary: figures with their rows, words around them, a document', async ({
  page,
  school,
  axe,
  targets,
}) => {
  const { term, number } = await atWork(school);
  await school.signIn(page, 'D001');
  await page.goto(`${school.url}/term-summaries`);
  await page.getByRole('main').getByRole('link').first().click();
  await expect(page).toHaveURL(new RegExp(`/term-summaries/${term}$`));
  // Each figure says what it counts and leads to what it counted.
  await page.getByRole('link', { name: /^(收到报修|Repairs received) *2/ }).click();
  await expect(page.getByText(/^(本期报的所有报修|Everything reported)/)).toBeVisible();
  await expect(page.getByRole('link', { name: number })).toBeVisible();
  await axe();
  await targets();
  await page.goBack();
  await page
    .getByRole('link', { name: /^(写总结|Write the summary)$/ })
    .filter({ visible: true })
    .click();
  await page.locator('[data-path="opening"]').fill('本学期后勤围绕教学开展工作。');
  await page.locator('[data-path="plan"]').fill('暑假换窗帘。');
  await axe();
  await page.locator('form button[type=submit]').filter({ visible: true }).click();
  await expect(page.getByText('本学期后勤围绕教学开展工作。')).toBeVisible();
  await expect(page.getByText('暑假换窗帘。')).toBeVisible();
  await axe('light', 'dark');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: /^(导出 Word|As Word)$/ }).click();
  expect((await saved).suggestedFilename()).toMatch(/\.docx$/);
});
