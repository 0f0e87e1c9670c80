import { expect, test } from './real-school';

// An address inside is refused, and the browser says so.
test.use({ allowConsole: /status of 422/ });

test('a repairer finds what was given to him, and going there is reading it', async ({
  page,
  school,
  axe,
  targets,
}) => {
  await school.setUp();
  await school.person('李老师', 'T001', ['staff']);
  const worker = await school.person('王师傅', 'W001', ['repair_worker']);
  await school.api('A001', 'POST', '/locations/generate', {
    building: '致远楼',
    floors: 1,
    rooms_per_floor: 1,
  });
  await school.api('A001', 'POST', '/repair-routes', { worker_id: worker });
  const rooms = await school.api('A001', 'GET', '/locations?kind=room');
  await school.api('T001', 'POST', '/repair-cases', {
    location_id: rooms.items[0].id,
    faults: [{ category: 'lighting' }],
    text: '一直闪',
  });
  // The worker of the server hands the news on; asked for by the page like everything else.
  await expect
    .poll(async () => (await school.api('W001', 'GET', '/me/summary')).unread_notices)
    .toBe(2);
  await school.signIn(page, 'W001');
  await page.goto(`${school.url}/notices`);
  await expect(page.getByRole('link', { name: /101/ })).toBeVisible();
  await expect(page.getByText('一直闪')).toBeVisible();
  await targets();
  await axe();
  await page.getByRole('link', { name: /一直闪/ }).click();
  await expect(page).toHaveURL(/\/repairs\//);
  await expect
    .poll(async () => (await school.api('W001', 'GET', '/me/summary')).unread_notices)
    .toBe(1);
  await page.goto(`${school.url}/notices`);
  const readAll = page.getByRole('button', { name: /全部标为已读|Mark all as read/ });
  await readAll.click();
  await expect(readAll).toHaveCount(0);
});

test('a group robot is set up without its address being shown again', async ({
  page,
  school,
  axe,
  targets,
}) => {
  await school.setUp();
  await school.signIn(page, 'A001');
  await page.goto(`${school.url}/notices/channels`);
  await page
    .getByRole('button', { name: /新增渠道|Add a channel/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /^名称|^Name/ }).fill('总务群');
  await dialog.getByLabel(/^地址|^Address/).fill('https://127.0.0.1/robot?key=4f6d2c9e');
  await dialog.getByRole('button', { name: /保存|Save/ }).click();
  await expect(dialog.getByText(/公网的 https|public https/).first()).toBeVisible();
  await dialog
    .getByLabel(/^地址|^Address/)
    .fill('https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=4f6d2c9e');
  await targets();
  await axe();
  await dialog.getByRole('button', { name: /保存|Save/ }).click();
  await expect(page.getByText('qyapi.weixin.qq.com/…2c9e')).toBeVisible();
  await expect(page.getByText('4f6d')).toHaveCount(0);
  await axe();
});
