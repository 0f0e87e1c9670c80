import { expect, test } from './fixtures';
import { EVERYTHING, grants, person, room, signs, stubSchool, tree } from './school';

// Looks and states of places, people and settings against a stubbed API; journeys use the real server.
test.use({ allowConsole: /status of (40\d|412|422)|net::ERR_/ });

const problem = (status: number, code: string, detail: string) => ({
  status,
  contentType: 'application/problem+json',
  json: { status, code, title: '', detail, errors: [] },
});

test('three thousand places: buildings at once, rooms on opening, search over all', async ({
  page,
}) => {
  const places = tree(18, 40);
  expect(places.length).toBeGreaterThan(2900);
  await stubSchool(page, { also: { 'GET /locations/tree': { json: { items: places } } } });
  await page.goto('/places');
  const buildings = page.locator('main details');
  await expect(buildings).toHaveCount(18);
  await expect(page.locator('main details a')).toHaveCount(0);
  await buildings.nth(1).locator('summary').click();
  await expect(buildings.nth(1).getByRole('link', { name: '4040', exact: true })).toBeAttached();
  await page.getByRole('searchbox').fill('致远 三(2)');
  await expect(page.locator('main ul a')).toHaveCount(1);
});

test('a school without places is led to making them', async ({ page, axe }) => {
  await stubSchool(page, { also: { 'GET /locations/tree': { json: { items: [] } } } });
  await page.goto('/places');
  await expect(page.getByText(/还没有场所|No places yet/)).toBeVisible();
  await axe('light');
});

test('rooms are seen before they are made, and made once', async ({ page, axe }) => {
  const rooms = ['101', '102', '201', '202'];
  const bodies: unknown[] = [];
  const building = { ...room, id: 'b9', kind: 'building', name: '明理楼', path: '明理楼' };
  await stubSchool(page, { also: { 'GET /locations/b9': { json: building } } });
  await page.route('**/api/v1/locations/generate', (route) => {
    const body = route.request().postDataJSON() as { dry_run: boolean };
    bodies.push(body);
    return route.fulfill({
      status: body.dry_run ? 200 : 201,
      json: { building: body.dry_run ? null : building, floors: 2, rooms },
    });
  });
  await page.goto('/places/generate');
  const button = page.locator('button[type=submit]');
  await expect(button).toBeDisabled();
  await page.getByRole('textbox').nth(0).fill('明理楼');
  await page.getByRole('textbox').nth(1).fill('2');
  await page.getByRole('textbox').nth(2).fill('2');
  await expect(page.getByText('202', { exact: true })).toBeVisible();
  await axe('light');
  await expect(button).toContainText('4');
  await button.click();
  await expect(page).toHaveURL(/\/places\/b9$/);
  expect(bodies.at(-1)).toMatchObject({ building: '明理楼', floors: 2, dry_run: false });
  expect(bodies.filter((body) => !(body as { dry_run: boolean }).dry_run)).toHaveLength(1);
});

test('somebody was faster: the newest is shown and the next attempt is about it', async ({
  page,
  axe,
}) => {
  await stubSchool(page);
  const seen: (string | undefined)[] = [];
  let current = room;
  await page.route('**/api/v1/locations/b1f2r3', (route) => {
    const request = route.request();
    if (request.method() === 'GET') {
      return route.fulfill({ json: current });
    }
    seen.push(request.headers()['if-match']);
    if (seen.length === 1) {
      current = { ...room, room_use: '美术室', version: 4 };
      return route.fulfill(problem(412, 'stale', '刚刚有人改过，请看最新内容。'));
    }
    return route.fulfill({ json: { ...current, name: '美术教室', version: 5 } });
  });
  await page.goto('/places/b1f2r3');
  await page.getByRole('button', { name: /修改|Edit/ }).click();
  await axe('light');
  await page.getByRole('dialog').getByRole('textbox').first().fill('美术教室');
  await page.getByRole('dialog').locator('button[type=submit]').click();
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('最新');
  await expect(page.getByRole('dialog')).toContainText('美术室');
  await axe('light');
  await page.getByRole('dialog').locator('button[type=submit]').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(seen).toEqual(['"3"', '"4"']);
});

test('signs print one to an A5 page, two to an A4 page, and say when the address is missing', async ({
  page,
  isMobile,
}) => {
  await stubSchool(page, { also: { 'GET /location-signs': { json: { items: signs(5, true) } } } });
  await page.goto('/places/signs?under=b1');
  await expect(page.getByRole('article')).toHaveCount(5);
  if (!isMobile) {
    const pages = async () => {
      const pdf = await page.pdf({ preferCSSPageSize: true });
      return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length;
    };
    expect(await pages()).toBe(5);
    await page.getByRole('radio', { name: /A4/ }).check();
    await expect(page).toHaveURL(/paper=a4/);
    expect(await pages()).toBe(3);
  }
  await stubSchool(page, { publicUrl: false });
  await page.reload();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByRole('article').first().getByRole('img')).toHaveCount(0);
});

test('a role is granted for places and until a day', async ({ page, axe, targets }) => {
  let body: unknown;
  await stubSchool(page);
  await page.route('**/api/v1/people/wang/role-grants', (route) => {
    body = route.request().postDataJSON();
    return route.fulfill({ status: 201, json: grants[1] });
  });
  await page.goto('/people/wang');
  await page.getByRole('button', { name: /给身份|Grant a role/ }).click();
  const dialog = page.getByRole('dialog').first();
  await dialog.getByRole('radio', { name: /维修工/ }).check();
  await dialog.getByRole('button', { name: /只管哪里|Limited to/ }).click();
  await axe();
  await targets();
  await page.getByRole('searchbox').fill('致远楼');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('button', { name: /去掉|Remove/ })).toBeVisible();
  await dialog.locator('input[type=date]').last().fill('2027-07-15');
  await axe('light');
  await dialog.locator('button[type=submit]').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(body).toEqual({
    role: 'repair_worker',
    places: ['b1'],
    valid_from: null,
    valid_until: '2027-07-15',
  });
});

test('a first password is readable, sent once and shown once', async ({ page, axe }) => {
  let sent = '';
  await stubSchool(page);
  await page.route('**/api/v1/people/wang/account', (route) => {
    sent = (route.request().postDataJSON() as { password: string }).password;
    return route.fulfill({ json: { person, sign_in_name: person.staff_no } });
  });
  await page.goto('/people/wang');
  await page.getByRole('button', { name: /重设密码|Reset password/ }).click();
  await page.getByRole('dialog').locator('button[type=submit]').click();
  await expect(page.getByRole('dialog').getByText('T0031')).toBeVisible();
  expect(sent).toMatch(/^\w{4}-\w{4}-\w{4}-\d\d$/);
  await expect(page.getByRole('dialog').getByText(sent, { exact: true })).toBeVisible();
  await axe();
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain(sent);
});

test('all grants are confirmed in one act, and a refusal stands at its own', async ({ page }) => {
  await stubSchool(page);
  await page.route('**/api/v1/role-grant-confirmations', (route) => {
    const { items } = route.request().postDataJSON() as { items: { id: string }[] };
    const fates = items.map(({ id }) =>
      id.includes('director')
        ? { id, confirmed: false, code: 'own_confirmation', detail: '需要另一个人确认。' }
        : { id, confirmed: true, code: null, detail: null },
    );
    return route.fulfill({ json: { items: fates } });
  });
  await page.goto('/people/grants');
  await page
    .getByRole('button', { name: /全部确认|Confirm all/ })
    .filter({ visible: true })
    .click();
  const row = page.getByRole('listitem').filter({ hasText: '赵敏' });
  await expect(row.getByRole('alert')).toContainText('另一个人');
});

test('who gets which repair: a rule for one building', async ({ page, axe, targets }) => {
  let body: unknown;
  await stubSchool(page);
  await page.route('**/api/v1/repair-routes', (route) => {
    if (route.request().method() !== 'POST') {
      return route.fallback();
    }
    body = route.request().postDataJSON();
    return route.fulfill({ json: {} });
  });
  await page.goto('/settings');
  await page.getByRole('button', { name: /灯 \/ 扇：某栋|灯 \/ 扇: other/ }).click();
  const dialog = page.getByRole('dialog').first();
  await dialog.getByRole('button', { name: /^楼|^Building/ }).click();
  await page.getByRole('button', { name: '致远楼', exact: true }).click();
  await dialog.locator('select').first().selectOption('wang');
  await targets();
  await axe();
  await dialog.locator('button[type=submit]').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(body).toEqual({
    category: 'lighting',
    building_id: 'b1',
    worker_id: 'wang',
    deputy_id: null,
  });
});

test('readers see people and places without any act', async ({ page }) => {
  const reading = EVERYTHING.filter((key) => key.endsWith('.view'));
  await stubSchool(page, { permissions: reading });
  for (const path of ['/places', '/places/b1f2r3', '/people', '/people/wang', '/people/grants']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.waitForLoadState('networkidle');
    const acts = page.getByRole('main').getByRole('button', {
      name: /加|改|给|收回|开账号|重设|办离开|确认|Add|Edit|Grant|Revoke|Open|Reset|Mark|Confirm/,
    });
    await expect(acts).toHaveCount(0);
  }
});

test('no right and no network are said in words', async ({ page, axe }) => {
  await stubSchool(page, {
    also: { 'GET /people': problem(403, 'forbidden', '你没有“查看人员”的权限。') },
  });
  await page.goto('/people');
  await expect(page.getByRole('alert')).toContainText('查看人员');
  await axe();
  await page.route('**/api/v1/locations/tree', (route) => route.abort());
  await page.goto('/places');
  await expect(page.getByRole('alert')).toContainText(/连不上|Cannot connect/, { timeout: 15_000 });
});
