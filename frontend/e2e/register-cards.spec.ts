import type { Page } from '@playwright/test';
import { decoded, pagesOf } from './paper';
import { expect, type RealSchool, test } from './real-school';

// Cards in daily use, on the real product: moved in three taps, found three ways, labelled and listed on paper.
test.describe.configure({ timeout: 120_000 });

type Row = { id: string; name: string; asset_no: string; quantity: string };

interface Ready {
  rooms: Map<string, string>;
  building: string;
}

async function ready(school: RealSchool, page: Page): Promise<Ready> {
  await school.setUp();
  const plan = { building: '致远楼', floors: 2, rooms_per_floor: 3 };
  const { building } = await school.api('A001', 'POST', '/locations/generate', plan);
  await school.person('吴保管', 'K001', ['head_custodian']);
  const rooms = await school.api('A001', 'GET', '/locations?kind=room');
  await page.context().addCookies(await school.cookies('K001'));
  return {
    building: building.id,
    rooms: new Map(rooms.items.map((room: Row) => [room.name, room.id])),
  };
}

function register(school: RealSchool, more: object): Promise<Row> {
  const card = { name: '学生课桌', category_code: 'A05010203', ...more };
  return school.api('K001', 'POST', '/assets', card);
}

test('three of fifty desks go to another class in three taps', async ({ page, school, axe }) => {
  const { rooms } = await ready(school, page);
  const here = { location_id: rooms.get('203'), quantity: '50', unit_price: '168.00' };
  const desks = await register(school, here);
  await page.goto(`${school.url}/assets/${desks.id}`);
  await page
    .getByRole('button', { name: /^(移动|Move)$/ })
    .filter({ visible: true })
    .click();
  const dialog = page.getByRole('dialog').first();
  await dialog.getByRole('button', { name: '3', exact: true }).click();
  await dialog.getByRole('button', { name: /^(移到|To)/ }).click();
  await page.getByRole('button', { name: '致远楼 / 2层 / 201' }).click();
  await dialog.locator('input[value=class]').check();
  await axe();
  await dialog.getByRole('button', { name: /^(移过去|Move)$/ }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('47 张')).toBeVisible();
  const there = await school.api('K001', 'GET', `/assets?location_id=${rooms.get('201')}`);
  expect(there.items.map(({ quantity }: Row) => quantity)).toEqual(['3']);
  // The new card knows where it comes from.
  await page.goto(`${school.url}/assets/${there.items[0].id}`);
  await page.getByRole('link', { name: desks.asset_no }).click();
  await expect(page).toHaveURL(new RegExp(desks.id));
});

test('things of a room are carried elsewhere together', async ({ page, school }) => {
  const { rooms } = await ready(school, page);
  const here = { location_id: rooms.get('203') };
  await register(school, { ...here, name: '投影仪', category_code: 'A02020200' });
  await register(school, { ...here, quantity: '40' });
  await register(school, { ...here, name: '讲台' });
  await page.goto(`${school.url}/places/${rooms.get('203')}`);
  await page.getByRole('checkbox', { name: /投影仪/ }).check();
  await page.getByRole('checkbox', { name: /学生课桌/ }).check();
  await page.getByRole('button', { name: /^(移到别处|Move elsewhere)$/ }).click();
  const dialog = page.getByRole('dialog').first();
  await dialog.getByRole('button', { name: /^(移到|To)/ }).click();
  await page.getByRole('button', { name: '致远楼 / 1层 / 101' }).click();
  await dialog.locator('input[value=room]').check();
  await dialog.getByRole('button', { name: /^(移过去|Move)$/ }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('checkbox')).toHaveCount(1);
  const there = await school.api('K001', 'GET', `/assets?location_id=${rooms.get('101')}`);
  expect(there.items).toHaveLength(2);
});

test.describe('two at once', () => {
  // The browser adds its own line about the refused attempt.
  test.use({ allowConsole: /status of 412/ });
  test('what is wrong on a card is put right, and somebody else’s words stay', async ({
    page,
    school,
  }) => {
    const { rooms } = await ready(school, page);
    const card = await register(school, {
      name: '投影机',
      category_code: 'A02020200',
      location_id: rooms.get('203'),
    });
    await page.goto(`${school.url}/assets/${card.id}/edit`);
    await page.locator('[data-path="name"]').fill('投影仪');
    await page.locator('[data-path="attributes.rated_power"]').fill('300 W');
    await page.locator('[data-path="details.use_condition"]').fill('在用');
    // Meanwhile a colleague fills in the brand.
    await school.api('K001', 'PATCH', `/assets/${card.id}`, { brand: '青木' }, 1);
    const save = page.locator('main form button[type=submit]');
    await save.click();
    await expect(page.getByText(/品牌现在是：青木|Brand is now: 青木/)).toBeVisible();
    await save.click();
    await expect(page).toHaveURL(new RegExp(`${card.id}$`));
    const now = await school.api('K001', 'GET', `/assets/${card.id}`);
    expect([now.name, now.brand, now.use_condition]).toEqual(['投影仪', '青木', '在用']);
    expect(now.kind_attributes).toEqual({ for: 'equipment', rated_power: '300 W' });
  });
});

test('a card is found by its characters, its initials and its label', async ({
  page,
  school,
  axe,
  isMobile,
}) => {
  const { rooms } = await ready(school, page);
  const card = await register(school, { location_id: rooms.get('203') });
  const labels = await school.api('K001', 'POST', '/asset-labels', { asset_ids: [card.id] });
  const code = labels.items[0].label_code;
  for (const typed of ['课桌', 'xskz', code.toLowerCase(), card.asset_no]) {
    await page.goto(`${school.url}/`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    if (isMobile) {
      await page
        .getByRole('button', { name: /^(找东西|Find)/ })
        .filter({ visible: true })
        .click();
    } else {
      await page.waitForLoadState('networkidle');
      await page.keyboard.press('Control+k');
    }
    await page.getByRole('combobox').fill(typed);
    const option = page.getByRole('option', { name: /学生课桌/ });
    await expect(option).toHaveAttribute('aria-selected', 'true');
    if (typed === '课桌') await axe();
    await page.keyboard.press('Enter');
    await expect(page, typed).toHaveURL(new RegExp(card.id));
  }
  // What was opened is at hand again.
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('option', { name: /学生课桌/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  // The other keys: what there is, and the search of the page.
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: /键盘|Keyboard/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.goto(`${school.url}/assets`);
  await expect(page.getByRole('searchbox').first()).toBeVisible();
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox').first()).toBeFocused();
});

test('every door of the school gets its sign in one print', async ({ page, school }) => {
  await ready(school, page);
  await page.goto(`${school.url}/places/signs`);
  await page.getByRole('button', { name: /^(全校的门牌|All doors of the school)$/ }).click();
  await expect(page.getByRole('article')).toHaveCount(6);
  expect(await pagesOf(page)).toEqual({ pages: 6, width: 148, height: 210 });
});

test('labels fill sheets and rolls, and every code leads to its thing', async ({
  page,
  school,
  isMobile,
}) => {
  const { rooms } = await ready(school, page);
  const batch = {
    card: { name: '平板电脑', category_code: 'A02010108', location_id: rooms.get('203') },
    count: 25,
  };
  const made = await keyed(school, '/assets/batches', batch);
  const ids = made.items.map(({ id }: Row) => id).join(',');
  const make = () => page.getByRole('button', { name: /^(做好标签|Make the labels)$/ }).click();
  await page.goto(`${school.url}/assets/labels?ids=${ids}`);
  await make();
  await expect(page.getByRole('article')).toHaveCount(25);
  const labels = await school.api('K001', 'POST', '/asset-labels', { asset_ids: ids.split(',') });
  // A phone's screen shows the sheet smaller than paper; the paper is the same.
  if (!isMobile) {
    await page.emulateMedia({ media: 'print' });
    const read = new Set<string>();
    for (const label of await page.getByRole('article').all()) read.add(await decoded(page, label));
    expect([...read].sort()).toEqual(labels.items.map(({ url }: { url: string }) => url).sort());
  }
  expect(await pagesOf(page)).toEqual({ pages: 2, width: 210, height: 297 });
  for (const [search, paper] of [
    ['&start=20', { pages: 3, width: 210, height: 297 }],
    ['&paper=60x40', { pages: 25, width: 60, height: 40 }],
    ['&paper=50x30', { pages: 25, width: 50, height: 30 }],
  ] as const) {
    await page.emulateMedia({ media: null });
    await page.goto(`${school.url}/assets/labels?ids=${ids}${search}`);
    await make();
    await expect(page.getByRole('article')).toHaveCount(25);
    expect(await pagesOf(page), search).toEqual(paper);
  }
  // Whoever scans one sees the thing, and reports it.
  const passerBy = await page.context().browser()?.newPage();
  await passerBy?.goto(labels.items[0].url);
  await expect(passerBy?.getByText(/平板电脑/) ?? page.locator('never')).toBeVisible();
  await passerBy?.close();
});

test('a room’s list is one A4 twice, a long one goes on under its heads', async ({
  page,
  school,
}) => {
  const { rooms, building } = await ready(school, page);
  await register(school, { location_id: rooms.get('203'), quantity: '45' });
  for (let n = 1; n <= 45; n += 1) {
    await register(school, { location_id: rooms.get('101'), name: `器材${n}` });
  }
  const a4 = { width: 210, height: 297 };
  await page.goto(`${school.url}/places/${rooms.get('203')}/list`);
  await expect(page.getByRole('cell', { name: '45', exact: true })).toHaveCount(2);
  expect(await pagesOf(page)).toEqual({ ...a4, pages: 2 });
  await page.goto(`${school.url}/places/${rooms.get('101')}/list?copies=1`);
  await expect(page.getByRole('cell', { name: '器材45' })).toBeVisible();
  expect(await pagesOf(page)).toEqual({ ...a4, pages: 2 });
  // A whole building: each of its two rooms with things, twice.
  await page.goto(`${school.url}/places/${building}/list`);
  await expect(page.getByRole('cell', { name: '器材45' })).toHaveCount(2);
  expect(await pagesOf(page)).toEqual({ ...a4, pages: 6 });
  // And the sheet of one card is one page.
  const [card] = (await school.api('K001', 'GET', `/assets?location_id=${rooms.get('203')}`)).items;
  await page.goto(`${school.url}/assets/${card.id}/print`);
  await expect(page.getByRole('article')).toBeVisible();
  expect(await pagesOf(page)).toEqual({ ...a4, pages: 1 });
});

test('filters get a name, and the name is a link', async ({ page, school, isMobile }) => {
  const { rooms } = await ready(school, page);
  await register(school, { location_id: rooms.get('203') });
  await register(school, { name: '没人管的', location_id: rooms.get('101') });
  const list = `${school.url}/assets?location_id=${rooms.get('101')}&without=custodian`;
  await page.goto(list);
  const found = page.getByRole('link', { name: isMobile ? '没人管的' : /^ZC/ });
  await expect(found).toHaveCount(1);
  const open = async () => {
    const fold = page.getByRole('button', { name: /^(筛选|Filters)/, expanded: false });
    if (isMobile && (await fold.count())) await fold.click();
    await page.getByRole('button', { name: /^(常用筛选|Saved views)$/ }).click();
  };
  await open();
  const dialog = page.getByRole('dialog').first();
  await dialog.locator('[data-path="name"]').fill('一楼没人管的');
  await dialog.locator('form').last().locator('button[type=submit]').click();
  const link = dialog.getByRole('link', { name: '一楼没人管的' });
  await expect(link).toBeVisible();
  await dialog.getByRole('button', { name: /“一楼没人管的”/ }).click();
  await page.keyboard.press('Escape');
  // Taken away one by one, the filters show everything again.
  for (const chip of [/缺什么|Lacking/, /场所|Place/]) {
    await page.getByRole('list').getByRole('button', { name: chip }).first().click();
  }
  await expect(
    page.getByRole('link', { name: isMobile ? '学生课桌' : /^ZC/ }).first(),
  ).toBeVisible();
  if (isMobile) {
    await open();
    await link.click();
  } else {
    await page.getByRole('navigation').getByRole('link', { name: '一楼没人管的' }).click();
  }
  await expect(page).toHaveURL(/without=custodian/);
  await expect(found).toHaveCount(1);
});

test('figures lead to the list that they count', async ({ page, school }) => {
  const { rooms } = await ready(school, page);
  await register(school, { location_id: rooms.get('203'), acquired_on: '2024-09-01' });
  await register(school, { name: '投影仪', category_code: 'A02020200' });
  await page.goto(`${school.url}/assets/overview`);
  await page.getByRole('link', { name: /2024/ }).click();
  await expect(page).toHaveURL(/acquired_from=2024-01-01/);
  await expect(page.getByText(/共 1 张卡片|^1 card/)).toBeVisible();
});

/** Needs an Idempotency-Key, as the page sends it. */
async function keyed(school: RealSchool, path: string, body: object) {
  const value = (await school.cookies('K001'))[0]?.value;
  const answer = await fetch(`${school.url}/api/v1${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${value}`,
      'content-type': 'application/json',
      'idempotency-key': 'register-cards-1',
    },
    body: JSON.stringify(body),
  });
  expect(answer.ok).toBe(true);
  return answer.json();
}
