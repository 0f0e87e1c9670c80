import { field, send } from './gate';
import { day } from './quotes';
import { expect, forgetWho, test } from './real-school';
import { ordered } from './receipts';

// Milk for the canteen: an expired licence keeps it out, a renewed one lets it in, with its lot and three signatures; then a lot is
// recalled and nothing of it goes out any more.
test.describe.configure({ timeout: 120_000 });
// What is refused the server says, and the browser adds its own line.
test.use({ allowConsole: /status of (409|422)/ });

const EXPIRED =
  /已于 \d{4}-\d{2}-\d{2} 到期，不能采购和接收食品|expired on \d{4}-\d{2}-\d{2}: no food/;
const UNVERIFIED = /还没有由另一位对照原件核对|waits for a second person to compare it/;

test('an expired licence blocks, a renewed one lets the milk in, and a recalled lot does not go out', async ({
  page,
  school,
  axe,
  targets,
}) => {
  const { api, person, setUp } = school;
  await setUp();
  await person('周主任', 'D001', ['logistics_director']);
  await person('秦副校长', 'V001', ['vice_principal']);
  await person('李老师', 'T001', ['staff']);
  await person('吴保管', 'C001', ['head_custodian']);
  const keeper = await person('孙保管', 'K001', ['head_custodian']);
  const shelf = { name: '食堂库房', keeper_ids: [keeper] };
  await api('D001', 'POST', '/stores', shelf);
  const milk = { name: '纯牛奶', unit: '箱', category: '食品' };
  const food = { group: 'non_staple', storage: 'ambient' };
  const { id: item } = await api('C001', 'POST', '/stock-items', { ...milk, food });
  const { id: supplier } = await api('D001', 'POST', '/suppliers', { name: '青山乳业' });
  const enter = (number: string, expires_on: string) =>
    api('D001', 'POST', `/suppliers/${supplier}/licences`, {
      kind: 'food_business_licence',
      number,
      issued_on: day(-700),
      expires_on,
    });
  const verify = async ({ all_licences }: { all_licences: { id: string; waits: boolean }[] }) => {
    const waiting = all_licences.find(({ waits }) => waits);
    await api('V001', 'POST', `/supplier-licences/${waiting?.id}/verify`, {});
  };
  await enter('JY-1', day(30));
  await school.signIn(page, 'V001');
  await page.goto(`${school.url}/suppliers?watch=licence`);
  await page.getByRole('link', { name: '青山乳业' }).filter({ visible: true }).click();
  await axe();
  await targets();
  await page
    .getByRole('button', { name: /^(已对照原件，核对无误|Compared with the paper: it is right)$/ })
    .click();
  await expect(page.getByText(/秦副校长 核对|Verified by 秦副校长/).first()).toBeVisible();
  await forgetWho(page);
  await ordered(school, {
    requester: 'T001',
    signers: ['D001'],
    buyers: ['C001'],
    supplier,
    lines: [{ name: '纯牛奶', unit: '箱', quantity: '4', unit_price: '48.00' }],
  });
  // It was over in the meantime.
  await verify(await enter('JY-2', day(-1)));

  await school.signIn(page, 'K001');
  await page.goto(`${school.url}/goods-receipts`);
  await page
    .getByRole('link', { name: /^(验收到货|Receive goods)$/ })
    .filter({ visible: true })
    .click();
  await page.getByRole('link', { name: /纯牛奶/ }).click();
  await expect(field(page, 'lines.0.destination.item_id')).toContainText('纯牛奶');
  // What is forgotten of food is said at once.
  await send(page);
  await expect(page.getByText(/^(请填批号或生产日期|Enter the lot number)/).first()).toBeVisible();
  await field(page, 'lines.0.food.brand').fill('青山 250 ml');
  await field(page, 'lines.0.food.lot_no').fill('A1');
  await field(page, 'lines.0.food.produced_on').fill(day(-2));
  await field(page, 'lines.0.food.shelf_life_days').fill('30');
  await field(page, 'supplier_signer').fill('李送货');
  await axe();
  await targets();
  await send(page);
  await expect(page.getByText(EXPIRED).first()).toBeVisible();
  await axe();
  // One person's word is not enough: the second one compares it with the paper.
  const renewed = await enter('JY-3', day(365));
  await send(page);
  await expect(page.getByText(UNVERIFIED).first()).toBeVisible();
  await verify(renewed);
  await send(page);
  await expect(page).toHaveURL(/goods-receipts\/[0-9a-f-]{36}$/);
  await expect(page.getByText(/青山 250 ml/).first()).toBeVisible();
  await expect(page.getByText('李送货').first()).toBeVisible();
  await axe();
  await targets();
  const receipt = page.url();

  await forgetWho(page);
  await school.signIn(page, 'T001');
  await page.goto(receipt);
  await page
    .getByRole('button', { name: /^(签字验收|Sign and accept)$/ })
    .filter({ visible: true })
    .click();
  await expect(
    page.getByText(/^(已验收，未入账|Accepted, not in the accounts)$/).first(),
  ).toBeVisible();

  await forgetWho(page);
  await school.signIn(page, 'K001');
  await page.goto(`${school.url}/stores/food?ledger=other_in`);
  await expect(page.getByRole('article')).toContainText('李送货');
  await expect(page.getByRole('article')).toContainText('青山乳业');
  await axe();
  await page.goto(`${school.url}/stores/lots`);
  await page.getByRole('link', { name: '纯牛奶' }).filter({ visible: true }).click();
  await axe();
  await targets();
  await page
    .getByRole('button', { name: /^(停用这一批|Stop this lot)$/ })
    .filter({ visible: true })
    .click();
  await page.getByRole('dialog').locator('[data-path="reason"]').fill('厂家通知召回');
  await page.getByRole('dialog').locator('button[type=submit]').click();
  await expect(page.getByText(/厂家通知召回/).first()).toBeVisible();
  await axe();

  await page.goto(`${school.url}/stores/lots?stopped=true`);
  await expect(
    page
      .getByText(/^(已停用|Stopped)$/)
      .filter({ visible: true })
      .first(),
  ).toBeVisible();
  const { items } = await api('K001', 'GET', `/stock-lots?view=newest&item_id=${item}`);
  expect([items[0].state, items[0].quantity]).toEqual(['stopped', '4']);
});
