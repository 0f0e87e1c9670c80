import { expect, forgetWho, type RealSchool, test } from './real-school';
import { ask, decide, SUBMIT, submit, type Thing } from './request-steps';

// Purchases as a school lives with them: one form, who decides said before it is submitted, one button with the amount on it.
test.describe.configure({ timeout: 120_000 });

const TODAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });

async function office({ person }: RealSchool): Promise<void> {
  await person('周主任', 'D001', ['logistics_director']);
  await person('秦副校长', 'V001', ['vice_principal']);
  await person('李老师', 'T001', ['staff']);
  await person('王老师', 'T002', ['staff']);
}

const valve: Thing = { name: '角阀', unit: '只', quantity: '1', price: '38' };

test('a valve for 38 yuan: one form, one signature', async ({ page, school, axe, targets }) => {
  await school.setUp();
  await office(school);
  await school.signIn(page, 'T001');
  await ask(page, school.url, '食堂角阀漏水', [valve]);
  const judged = page.getByRole('region', { name: /谁来批|Who decides/ });
  await expect(judged.getByRole('listitem')).toHaveText([/^(总务主任|Logistics director)$/]);
  // And why he does: the amount, the tier that it falls into.
  await expect(judged).toContainText(/38\.00.*(不超过 500\.00 元|up to 500\.00)/);
  await axe();
  await targets();
  // On paper it stands as far as it came, with lines for the ink.
  await page.getByRole('link', { name: /^(打印申请单|Print the request)$/ }).click();
  await expect(page.getByText(/叁拾捌元整/)).toBeVisible();
  await axe();
  await page.goBack();
  await submit(page);

  await forgetWho(page);
  await school.signIn(page, 'D001');
  // The phone's first page leads there, and so does the number beside its name.
  await page.getByRole('link', { name: /等您审批|waiting for your approval/ }).click();
  await expect(page).toHaveURL(/\/approvals$/);
  await decide(page, school.url, /角阀/, /^(同意|Approve) ¥38\.00/);
  await expect(page.getByText(/^(已批准|Approved)$/).first()).toBeVisible();
  await axe();
  const { items } = await school.api('T001', 'GET', '/purchase-requests?view=mine');
  expect(items.map((row: { state: string }) => row.state)).toEqual(['approved']);
  const news = await school.api('T001', 'GET', '/notices');
  expect(news.items[0].link).toContain('/purchases/');
});

test('one purchase in two halves is judged as one, whoever asks for the second half', async ({
  page,
  school,
  axe,
}) => {
  await school.setUp();
  await office(school);
  const first = {
    purpose: '三年级扫除',
    fund: 'public',
    lines: [{ name: '拖把', unit: '把', quantity: '20', unit_price: '24.00' }],
  };
  const { id, version } = await school.api('T001', 'POST', '/purchase-requests', first);
  await school.api('T001', 'POST', `/purchase-requests/${id}/submit`, {}, version);

  await school.signIn(page, 'T002');
  await ask(page, school.url, '四年级扫除', [{ ...valve, name: '拖　把', quantity: '10' }]);
  const judged = page.getByRole('region', { name: /谁来批|Who decides/ });
  // 380 yuan alone would be the director's; with the 480 of the other it is the vice-principal's.
  await expect(judged).toContainText(/分管副校长|Vice-principal/);
  await expect(judged).toContainText('李老师');
  await expect(judged).toContainText('¥860.00');
  await axe();
  await submit(page);
  await forgetWho(page);
  await school.signIn(page, 'D001');
  await page.goto(`${school.url}/approvals`);
  await page
    .getByRole('link', { name: /拖 把|拖把/ })
    .last()
    .click();
  await expect(page.getByRole('button', { name: /^(同意|Approve) ¥860\.00$/ })).toBeVisible();
  // And why it is judged so: both amounts together.
  await expect(page.getByRole('definition').filter({ hasText: /860\.00/ })).toHaveCount(2);
});

test('several at once: what bears a mark is read before it is signed with the others', async ({
  page,
  school,
  axe,
  targets,
}) => {
  await school.setUp();
  await office(school);
  const asked = async (by: string, name: string, quantity: string) => {
    const lines = [{ name, unit: '把', quantity, unit_price: '10.00' }];
    const body = { purpose: `${name}用坏了`, fund: 'public', lines };
    const { id, version } = await school.api(by, 'POST', '/purchase-requests', body);
    await school.api(by, 'POST', `/purchase-requests/${id}/submit`, {}, version);
  };
  // 200 and 150 yuan of mops: together two people have to buy. Buckets again are ordinary life.
  await asked('T001', '拖把', '20');
  await asked('T001', '水桶', '3');
  await asked('T002', '拖把', '15');
  await asked('T002', '水桶', '2');
  const mark = /另有 1 笔同样的|1 more of the same/;
  await school.signIn(page, 'D001');
  await page.goto(`${school.url}/approvals`);
  await expect(page.getByText('水桶用坏了')).toHaveCount(2);
  await expect(page.getByText(mark)).toHaveCount(1);
  await page.getByRole('button', { name: /^(全选没有提示的 3 项|Choose the 3 without)/ }).click();
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(3);
  await expect(page.getByText(/^(1 项有提示|With marks and not chosen: 1)/)).toBeVisible();
  await axe();
  await targets();
  await page.getByRole('checkbox', { name: /拖把/ }).last().check();
  const sign = (count: number) =>
    page
      .getByRole('main')
      .getByRole('button', { name: new RegExp(`^(同意|Approve) ${count}\\b`) })
      .filter({ visible: true });
  const dialog = page.getByRole('dialog');
  await sign(4).first().click();
  await expect(dialog).toContainText(mark);
  await axe();
  await targets();
  await dialog.getByRole('button', { name: /^(只同意其余 3 项|Only the other 3)/ }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('checkbox')).toHaveCount(1);
  await page.getByRole('checkbox').check();
  await sign(1).first().click();
  await dialog.getByRole('button', { name: /^(同意|Approve) 1\b/ }).click();
  await expect(page.getByText(/^(没有审批|No approvals)$/)).toBeVisible();
  const { items } = await school.api('T002', 'GET', '/purchase-requests?view=mine');
  expect(items.map((row: { state: string }) => row.state)).toEqual(['approved', 'approved']);
});

test.describe('an answer is wanted', () => {
  // Submitted without one it is refused.
  test.use({ allowConsole: /status of 422/ });

  test('what lies in the store is shown first and has to be answered for', async ({
    page,
    school,
    axe,
    targets,
  }) => {
    await school.setUp();
    await office(school);
    const { api, person } = school;
    const keeper = await person('吴保管', 'K001', ['head_custodian']);
    const room = { name: '总务库房', keeper_ids: [keeper] };
    const { id: store_id } = await api('D001', 'POST', '/stores', room);
    const chalk = { name: '粉笔', unit: '盒', category: '教学用品' };
    const { id: item_id } = await api('K001', 'POST', '/stock-items', chalk);
    const lines = [{ item_id, quantity: '200', value: '600.00' }];
    await api('K001', 'POST', '/stock-receipts', { store_id, source: 'opening', lines });
    await school.signIn(page, 'T001');
    const wish: Thing = { name: '粉 笔', unit: '盒', quantity: '10', price: '4' };
    await ask(page, school.url, '上课用', [wish]);
    const judged = page.getByRole('region', { name: /谁来批|Who decides/ });
    await expect(judged).toContainText('粉笔 200 盒');
    await axe();
    await targets();
    await page.getByRole('button', { name: SUBMIT }).filter({ visible: true }).click();
    await expect(page.getByRole('alert')).toContainText(
      /说明为什么还要买|say why they will not do/,
    );
    await page.getByRole('link', { name: /^(修改|Revise)$/ }).click();
    await page.locator('[data-path="reuse"]').fill('要彩色的，库房只有白色');
    await page.locator('form button[type=submit]').filter({ visible: true }).click();
    await submit(page);
    await forgetWho(page);
    await school.signIn(page, 'D001');
    await page.goto(`${school.url}/approvals`);
    await page.getByRole('link', { name: /粉/ }).click();
    await expect(page.getByText(/粉笔 200 盒/)).toBeVisible();
    await expect(page.getByText('要彩色的，库房只有白色')).toBeVisible();
    await axe();
  });
});

test("the director's own request goes one tier up by itself", async ({ page, school, axe }) => {
  await school.setUp();
  await office(school);
  await school.signIn(page, 'D001');
  await ask(page, school.url, '应急灯不合格', [valve]);
  const judged = page.getByRole('region', { name: /谁来批|Who decides/ });
  await expect(judged).toContainText(/分管副校长|Vice-principal/);
  await expect(judged).toContainText(/由上一级审批|one tier up/);
  await submit(page);
  await page.goto(`${school.url}/approvals`);
  await expect(page.getByRole('link', { name: /角阀/ })).toHaveCount(0);
  await page.goto(`${school.url}/approvals?view=all`);
  await page.getByRole('link', { name: /角阀/ }).click();
  await expect(page.getByRole('button', { name: /^(同意|Approve)/ })).toHaveCount(0);
  await axe();

  await forgetWho(page);
  await school.signIn(page, 'V001');
  await decide(page, school.url, /角阀/, /^(同意|Approve) ¥38\.00/);
  const { items } = await school.api('D001', 'GET', '/purchase-requests?view=mine');
  expect(items[0].state).toBe('approved');
});

test('what came back is revised and asked for again; both versions stay', async ({
  page,
  school,
  axe,
  targets,
}) => {
  await school.setUp();
  await office(school);
  await school.signIn(page, 'T001');
  await ask(page, school.url, '换阀门', [
    { ...valve, quantity: '9' },
    { ...valve, name: '生料带' },
  ]);
  await submit(page);
  const mine = page.url();
  await forgetWho(page);
  await school.signIn(page, 'D001');
  await decide(page, school.url, /角阀/, /^(退回|Return)/, '先换三只');
  await forgetWho(page);
  await school.signIn(page, 'T001');
  await page.goto(mine);
  await expect(page.getByText(/先换三只/).first()).toBeVisible();
  await page.getByRole('link', { name: /^(修改|Revise)/ }).click();
  await page.locator('[data-path="lines.0.quantity"]').fill('3');
  await page.getByRole('button', { name: /去掉第 2 样|Remove thing 2/ }).click();
  await page.locator('form button[type=submit]').filter({ visible: true }).click();
  await submit(page);
  const earlier = page.locator('main details').first();
  await earlier.locator('summary').click();
  await expect(earlier).toContainText('生料带');
  await axe();
  await targets();
  await forgetWho(page);
  await school.signIn(page, 'D001');
  await decide(page, school.url, /角阀/, /^(同意|Approve) ¥114\.00/);
  const steps = page.getByRole('list', { name: /审批记录|Decisions|Signatures/ });
  await expect(steps.getByRole('listitem')).toHaveCount(2);
});

test('several at once; a meeting says when, who came and how they voted', async ({
  page,
  school,
  axe,
  targets,
}) => {
  await school.setUp();
  await office(school);
  const draft = async (name: string, unit_price: string) => {
    const lines = [{ name, unit: '件', quantity: '1', unit_price }];
    const body = { purpose: '开学', fund: 'public', lines };
    const { id, version } = await school.api('T001', 'POST', '/purchase-requests', body);
    await school.api('T001', 'POST', `/purchase-requests/${id}/submit`, {}, version);
    return id as string;
  };
  for (const name of ['粉笔', '黑板擦', '扫帚']) {
    await draft(name, '40.00');
  }
  const piano = await draft('钢琴', '12800.00');
  await school.signIn(page, 'D001');
  await page.goto(`${school.url}/approvals`);
  for (const name of [/粉笔/, /黑板擦/, /钢琴/]) {
    await page.getByRole('checkbox', { name }).check();
  }
  await axe();
  await targets();
  await page
    .getByRole('button', { name: /¥12,880\.00/ })
    .filter({ visible: true })
    .click();
  await expect(page.getByRole('listitem').filter({ hasText: '扫帚' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: '粉笔' })).toHaveCount(0);

  const approve = async (login: string) => {
    const { items } = await school.api(login, 'GET', '/approvals');
    await school.api(login, 'POST', `/approvals/${items[0].id}/approve`, {}, items[0].version);
  };
  await approve('V001');
  await approve('P001');
  await forgetWho(page);
  await school.signIn(page, 'P001');
  await page.goto(`${school.url}/approvals`);
  await page.getByRole('link', { name: /钢琴/ }).click();
  await page
    .getByRole('button', { name: /^(同意|Approve) ¥12,800\.00/ })
    .filter({ visible: true })
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('button[type=submit]').click();
  await expect(dialog.locator('[aria-invalid=true]').first()).toBeVisible();
  await axe();
  await dialog.locator('[data-path="meeting.held_on"]').fill(TODAY.format(new Date()));
  await dialog.locator('[data-path="meeting.present"]').fill('7');
  await dialog.locator('[data-path="meeting.votes_for"]').fill('6');
  await dialog.locator('[data-path="meeting.votes_against"]').fill('1');
  // The pages of the minutes are enough; what was resolved may be written down beside them.
  await dialog.locator('button[type=submit]').click();
  await expect(dialog.getByText(/请附上会议纪要|Add the minutes, or/)).toBeVisible();
  const photographed = await page.screenshot({ type: 'jpeg' });
  await dialog
    .locator('input[type=file][multiple]')
    .setInputFiles({ name: '纪要.jpg', mimeType: 'image/jpeg', buffer: photographed });
  await expect(dialog.getByText(/^(已上传|Uploaded)$/)).toHaveCount(1);
  await dialog.locator('[data-path="meeting.minutes"]').fill('校务会第 9 号：同意购置');
  await axe();
  await targets();
  await dialog.locator('button[type=submit]').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText(/校务会第 9 号/)).toBeVisible();
  await page.getByRole('button', { name: '纪要.jpg' }).click();
  await expect(page.getByRole('dialog').getByRole('img', { name: '纪要.jpg' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  // On paper the meeting is a block of its own, and its minutes a page.
  await page.goto(`${school.url}/purchases/${piano}/claim-packet`);
  const met = page.getByRole('table', { name: /^(校务会|Office meeting)$/ });
  await expect(met).toContainText('校务会第 9 号：同意购置');
  const first = page.getByRole('img', { name: /会议纪要第 1 页|Page 1 of the minutes/ });
  await expect(first).toBeVisible();
  const { state } = await school.api('T001', 'GET', `/purchase-requests/${piano}`);
  expect(state).toBe('approved');
});
