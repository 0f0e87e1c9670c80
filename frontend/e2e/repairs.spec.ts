import { expect, test } from './fixtures';
import {
  DIRECTOR,
  detail,
  sign,
  stubRepairs,
  TEACHER,
  timeline,
  WORKER,
  words,
} from './repairs-stub';

// Looks, states and steps of the repairs pages with a stubbed API; journeys use the real server.
test.use({ allowConsole: /status of (401|403|404|409|412|422|503)|net::ERR_/ });

const CODE = 'ABCDEFGHJK';
const SEND = /^(发送|Send)$/;

function door(english: boolean, over: object = {}) {
  const t = words(english);
  const reported = {
    number: 'BX20260901-0011',
    category: 'plumbing',
    category_title: t.title('plumbing'),
    state_text: t.w('已派王建国', 'With Wang Jianguo'),
    follow_up_code: '7KQ2M9XW4T',
  };
  return {
    [`GET /signs/${CODE}`]: { json: sign(t) },
    [`POST /signs/${CODE}/repair-cases`]: { status: 201, json: { cases: [reported] } },
    [`POST /signs/${CODE}/joins`]: { json: t.rows[1] },
    ...over,
  };
}

test.describe('at the door', () => {
  test('two taps report a fault without an account', async ({ page, axe, targets, locale }) => {
    await stubRepairs(page, { signedIn: false, also: door(locale === 'en-US') });
    await page.goto(`/s/${CODE}`);
    await expect(page.getByRole('navigation')).toHaveCount(0);
    await targets();
    await axe();
    const sent = page.waitForRequest(`**/signs/${CODE}/repair-cases`);
    await page.getByRole('checkbox').first().check();
    await page.getByRole('button', { name: SEND }).click();
    expect((await sent).postDataJSON()).toEqual({
      faults: [{ category: 'projector', danger: false }],
    });
    expect((await sent).headers()['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
    await expect(page.locator('#reported')).toBeFocused();
    await expect(page.getByText('7KQ2M9XW4T')).toBeVisible();
    await targets();
    await axe();
    await page.getByRole('button', { name: /再报一个|Report another/ }).click();
    await expect(page.getByRole('checkbox').first()).not.toBeChecked();
  });

  test('danger is one plain question, in view on a phone', async ({ page, axe, locale }) => {
    await stubRepairs(page, { signedIn: false, also: door(locale === 'en-US') });
    await page.goto(`/s/${CODE}`);
    await page.locator('input[value=plumbing]').check();
    await page.locator('input[value=projector]').check();
    const yes = page.getByRole('radio', { name: /^(是|Yes)$/ });
    await expect(yes).toHaveCount(1);
    await expect(yes).toBeInViewport();
    await yes.check();
    await axe();
    const sent = page.waitForRequest(`**/signs/${CODE}/repair-cases`);
    await page.getByRole('button', { name: SEND }).click();
    expect((await sent).postDataJSON().faults).toEqual([
      { category: 'plumbing', danger: true },
      { category: 'projector', danger: false },
    ]);
  });

  test('nothing chosen is said at the buttons', async ({ page, locale }) => {
    await stubRepairs(page, { signedIn: false, also: door(locale === 'en-US') });
    await page.goto(`/s/${CODE}`);
    await page.getByRole('button', { name: SEND }).click();
    await expect(page.getByText(/先点一样|Choose what is broken/)).toBeVisible();
    await page.getByRole('checkbox').first().check();
    await expect(page.getByText(/先点一样|Choose what is broken/)).toHaveCount(0);
  });

  test('me too is one tap', async ({ page, locale }) => {
    await stubRepairs(page, { signedIn: false, also: door(locale === 'en-US') });
    await page.goto(`/s/${CODE}`);
    await page.getByRole('button', { name: /我也遇到了|Me too/ }).click();
    await expect(page.getByText(/记上了|Noted/)).toBeVisible();
  });

  test('without a network nothing is lost, and it goes out once', async ({ page, locale }) => {
    await stubRepairs(page, { signedIn: false, also: door(locale === 'en-US') });
    await page.goto(`/s/${CODE}`);
    const keys: string[] = [];
    await page.route(`**/signs/${CODE}/repair-cases`, (route) => {
      keys.push(route.request().headers()['idempotency-key'] ?? '');
      return route.abort();
    });
    await page.getByRole('checkbox').first().check();
    await page.getByRole('textbox').first().fill('line');
    await page.getByRole('button', { name: SEND }).click();
    await expect(page.getByRole('alert')).toContainText(/还没发出去|Not sent/);
    await page.reload();
    await expect(page.getByRole('checkbox').first()).toBeChecked();
    await expect(page.getByRole('textbox').first()).toHaveValue('line');
    await page.unroute(`**/signs/${CODE}/repair-cases`);
    const sent = page.waitForRequest(`**/signs/${CODE}/repair-cases`);
    await page.getByRole('button', { name: SEND }).click();
    expect((await sent).headers()['idempotency-key']).toBe(keys[0]);
    await expect(page.locator('#reported')).toBeVisible();
  });

  test('a visitor’s phone asks nothing in vain, a signed-in one is recognised', async ({
    page,
    locale,
  }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const me = () => asked.filter((path) => path === '/api/v1/me').length;
    const signs = () => asked.filter((path) => path.endsWith(`/signs/${CODE}`)).length;
    await stubRepairs(page, { signedIn: true, also: door(locale === 'en-US') });
    await page.goto(`/s/${CODE}`);
    await expect(page.getByRole('checkbox').first()).toBeVisible();
    await page.waitForLoadState('networkidle');
    expect([me(), signs()]).toEqual([0, 1]);
    await page.goto('/me');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.goto(`/s/${CODE}`);
    // A session that had to be renewed first: the sign is read again, now with a name.
    await expect.poll(() => signs()).toBe(3);
    expect(me()).toBe(2);
  });

  test('an unknown code says so', async ({ page, axe }) => {
    const problem = {
      status: 404,
      code: 'not_found',
      title: '没有找到',
      detail: '没有',
      errors: [],
    };
    await stubRepairs(page, {
      signedIn: false,
      also: { 'GET /signs/XXXXXXXXXX': { status: 404, json: problem } },
    });
    await page.goto('/s/XXXXXXXXXX');
    await expect(page.getByRole('alert')).toContainText('没有找到');
    await axe('light');
  });

  test('the code’s holder says whether it is fixed', async ({ page, axe, targets, locale }) => {
    const t = words(locale === 'en-US');
    const view = {
      school_name: 'S',
      room: sign(t).room,
      number: 'BX20260901-0011',
      category_title: t.title('plumbing'),
      text: '',
      state: 'done',
      state_text: t.done.state_text,
      reported_at: t.done.reported_at,
      version: 4,
      photos: [],
      timeline: timeline(t).map(({ at, text }) => ({ at, text })),
      allowed_actions: [
        { action: 'confirm', allowed: true },
        { action: 'refuse', allowed: true },
      ],
    };
    const after = { ...view, state: 'reopened', state_text: 'again', allowed_actions: [] };
    await stubRepairs(page, {
      signedIn: false,
      also: {
        'GET /follow-ups/7KQ2M9XW4T': { json: view },
        'POST /follow-ups/7KQ2M9XW4T/refuse': { json: after },
      },
    });
    await page.goto('/f/7KQ2M9XW4T');
    await targets();
    await axe();
    await page.getByRole('button', { name: /还没好|Not fixed/ }).click();
    await axe('light');
    await page.getByRole('textbox').fill('drips');
    const sent = page.waitForRequest('**/refuse');
    await page.getByRole('dialog').locator('button[type=submit]').click();
    expect((await sent).headers()['if-match']).toBe('"4"');
    await expect(page.getByText('again')).toBeVisible();
  });
});

test.describe('signed in', () => {
  for (const [role, permissions] of [
    ['teacher', TEACHER],
    ['worker', WORKER],
    ['director', DIRECTOR],
    ['auditor', ['audit.view', 'account.own']],
  ] as const) {
    test(`today of a ${role}`, async ({ page, axe, targets }) => {
      await stubRepairs(page, { permissions });
      await page.goto('/');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.waitForLoadState('networkidle');
      await targets();
      await axe();
      const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(width).toBeLessThanOrEqual(0);
    });
  }

  test('danger comes first in a worker’s day, and starting is one tap', async ({
    page,
    locale,
  }) => {
    const t = words(locale === 'en-US');
    const started = { ...t.rows[0], state: 'in_progress', state_text: 'started', version: 4 };
    await stubRepairs(page, {
      permissions: WORKER,
      also: {
        'POST /repair-cases/1/start': { json: detail(t, started as never, ['finish']) },
      },
    });
    await page.goto('/');
    const first = page.getByRole('article').first();
    await expect(first).toContainText('205');
    const sent = page.waitForRequest('**/repair-cases/1/start');
    await first.getByRole('button', { name: /开始修|Start/ }).click();
    expect((await sent).headers()['if-match']).toBe('"3"');
    await expect(page.getByText(/开始修了|Started/).first()).toBeVisible();
  });

  test('finishing asks why it broke', async ({ page, axe, targets, locale }) => {
    const t = words(locale === 'en-US');
    await stubRepairs(page, {
      permissions: WORKER,
      also: { 'POST /repair-cases/2/finish': { json: detail(t, t.done, []) } },
    });
    await page.goto('/repairs/2');
    await page
      .getByRole('button', { name: /^(修好了|Fixed)$/ })
      .locator('visible=true')
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('button[type=submit]').click();
    await expect(dialog.getByText(/选一个|Choose one/)).toBeVisible();
    await targets();
    await axe();
    await dialog.locator('input[value=natural_wear]').check();
    const sent = page.waitForRequest('**/repair-cases/2/finish');
    await dialog.locator('button[type=submit]').click();
    expect((await sent).postDataJSON()).toEqual({ damage: 'natural_wear' });
    await expect(dialog).toBeHidden();
  });

  test('who was slower sees the newest state and is told', async ({ page, axe }) => {
    const problem = { status: 412, code: 'stale', title: 'Stale', detail: 'Changed', errors: [] };
    await stubRepairs(page, {
      permissions: WORKER,
      also: { 'POST /repair-cases/4/start': { status: 412, json: problem } },
    });
    await page.goto('/repairs/4');
    const again = page.waitForRequest((request) => request.url().endsWith('/repair-cases/4'));
    await page
      .getByRole('button', { name: /开始修|Start/ })
      .locator('visible=true')
      .click();
    await again;
    await expect(page.getByRole('alert')).toContainText(/有人动过|Somebody changed/);
    await axe('light');
  });

  test('who was slower in a dialog keeps what was typed', async ({ page, axe, locale }) => {
    const t = words(locale === 'en-US');
    const problem = { status: 412, code: 'stale', title: 'Stale', detail: 'Changed', errors: [] };
    await stubRepairs(page, {
      permissions: DIRECTOR,
      also: { 'POST /repair-cases/5/reject': { status: 412, json: problem } },
    });
    await page.goto('/repairs/5');
    await page
      .getByRole('button', { name: /^(退回|Send back)$/ })
      .locator('visible=true')
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('not ours');
    const newer = detail(t, { ...t.unassigned[0], version: 9 } as never, ['reject']);
    await page.route('**/api/v1/repair-cases/5', (route) => route.fulfill({ json: newer }));
    await dialog.locator('button[type=submit]').click();
    await expect(dialog.getByRole('alert')).toContainText('Changed');
    await expect(dialog.getByRole('textbox')).toHaveValue('not ours');
    await axe('light');
    const again = page.waitForRequest('**/repair-cases/5/reject');
    await dialog.locator('button[type=submit]').click();
    expect((await again).headers()['if-match']).toBe('"9"');
  });

  test('the case page, and every question it can ask', async ({ page, axe, targets }) => {
    await stubRepairs(page, { permissions: DIRECTOR });
    await page.goto('/repairs/5');
    await expect(page.getByRole('list', { name: /经过|What happened/ })).toBeVisible();
    await targets();
    await axe();
    for (const name of [
      /^(派工|Assign)$/,
      /^(定缓急|Set urgency)$/,
      /^(延期|Put off)$/,
      /^(退回|Send back)$/,
    ]) {
      await page.getByRole('button', { name }).locator('visible=true').click();
      await expect(page.getByRole('dialog').locator('form')).toBeVisible();
      await targets();
      await axe();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
    }
  });

  test('the list keeps its filters in the address', async ({ page, axe, targets, isMobile }) => {
    await stubRepairs(page, { permissions: DIRECTOR });
    await page.goto('/repairs');
    await expect(
      page.getByText('BX20260901-0001').or(page.getByRole('article').first()).first(),
    ).toBeVisible();
    await targets();
    await axe();
    await page.getByRole('button', { name: /没人接的|Unassigned/ }).click();
    await expect(page).toHaveURL(/view=unassigned/);
    if (!isMobile) {
      await page
        .getByLabel(/状态|State/)
        .first()
        .selectOption('open');
      await expect(page).toHaveURL(/view=unassigned.*state=open/);
      await page.getByRole('link', { name: 'BX20260901-0005' }).click();
      await expect(page).toHaveURL(/\/repairs\/5$/);
    }
  });

  test('any room is two taps or three digits away', async ({ page, axe, targets }) => {
    await stubRepairs(page, { permissions: WORKER });
    await page.goto('/repairs/new');
    await page.getByRole('button', { name: /换地方|Change/ }).click();
    await targets();
    await axe();
    await page.getByRole('button', { name: /求真楼|Qiuzhen/ }).click();
    await page.getByRole('button', { name: '304' }).click();
    await expect(page).toHaveURL(/location_id=w304/);
    await expect(page.getByRole('heading', { name: '304' })).toBeVisible();
    await page.getByRole('button', { name: /换地方|Change/ }).click();
    await page.getByRole('searchbox').fill('205');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: /205/ })).toHaveCount(2);
  });

  test('for somebody else, late, and fixed on the spot in one act', async ({
    page,
    axe,
    targets,
    locale,
  }) => {
    const t = words(locale === 'en-US');
    await stubRepairs(page, {
      permissions: WORKER,
      also: { 'POST /repair-cases': { status: 201, json: { items: [detail(t, t.done, [])] } } },
    });
    await page.goto('/repairs/new');
    await page.locator('input[value=furniture]').check();
    await page.getByRole('checkbox', { name: /替别人报|somebody else/ }).check();
    await page.getByRole('checkbox', { name: /当场修好|on the spot/ }).check();
    await page.locator('[data-path="on_behalf.name"]').fill('Chen');
    await page.locator('[data-path="happened_at"]').fill('2026-09-01T07:35');
    await page.locator('input[value=natural_wear]').check();
    await targets();
    await axe();
    const sent = page.waitForRequest(
      (r) => r.method() === 'POST' && r.url().endsWith('/repair-cases'),
    );
    await page.locator('button[type=submit]').locator('visible=true').click();
    expect((await sent).postDataJSON()).toMatchObject({
      location_id: 'r',
      on_behalf: { name: 'Chen', channel: 'phone' },
      happened_at: '2026-08-31T23:35:00.000Z',
      fixed_on_the_spot: { damage: 'natural_wear' },
    });
    await expect(page.locator('#reported')).toBeFocused();
    await axe();
  });

  test('the waiting page: look, and say whether it is fixed', async ({
    page,
    axe,
    targets,
    locale,
  }) => {
    const t = words(locale === 'en-US');
    const closed = { ...t.done, state: 'closed', state_text: 'closed' };
    await stubRepairs(page, {
      also: { 'POST /repair-cases/6/confirm': { json: detail(t, closed, []) } },
    });
    await page.goto('/waiting');
    await expect(page.getByRole('button', { name: /确认修好|It is fixed/ })).toBeVisible();
    await targets();
    await axe();
    await page.getByRole('button', { name: /确认修好|It is fixed/ }).click();
    await expect(page.getByText(/这件完成了|this one is finished/)).toBeVisible();
  });
});
