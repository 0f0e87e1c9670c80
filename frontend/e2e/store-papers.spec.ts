import type { Page } from '@playwright/test';
import { expect, forgetWho, type RealSchool, test } from './real-school';

// The paper of stores: an issue with its amount in capitals whose scan returns, the ledger in detail and as a file, a requisition to print.
test.describe.configure({ timeout: 120_000 });

async function stocked({ setUp, api, person }: RealSchool) {
  await setUp();
  await person('周主任', 'D001', ['logistics_director']);
  const keeper = await person('孙保管', 'K001', ['storekeeper']);
  const teacher = await person('李老师', 'T001', ['staff']);
  const { id: store } = await api('D001', 'POST', '/stores', {
    name: '总务库房',
    keeper_ids: [keeper],
  });
  const thing = { category: '教学用品', name: '粉笔', unit: '盒' };
  const { id: item } = await api('D001', 'POST', '/stock-items', thing);
  const line = { item_id: item, quantity: '40', value: '100.00', bin: '东墙二层' };
  await api('K001', 'POST', '/stock-receipts', {
    store_id: store,
    source: 'donation',
    note: '校友会',
    lines: [line],
  });
  const { id: issue } = await api('K001', 'POST', '/stock-issues', {
    store_id: store,
    receiver_id: teacher,
    purpose: '上课用',
    confirmation: 'on_paper',
    lines: [{ item_id: item, quantity: '15' }],
  });
  const wish = { purpose: '美术节', lines: [{ item_id: item, quantity: '6' }] };
  const { id: requisition } = await api('T001', 'POST', '/requisitions', wish);
  return { issue: issue as string, requisition: requisition as string };
}

/** Photographs what is on the screen and returns it as the signed paper. */
async function returnScan(page: Page): Promise<void> {
  const signed = await page.screenshot({ type: 'jpeg' });
  await page.getByRole('button', { name: /^(传回签字扫描件|Return a signed scan)$/ }).click();
  await page
    .locator('dialog input[type=file][multiple]')
    .setInputFiles({ name: '签字.jpg', mimeType: 'image/jpeg', buffer: signed });
  await expect(page.getByText(/^(已上传|Uploaded)$/)).toHaveCount(1);
  await page.locator('dialog button[type=submit]').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

test('an issue is printed, signed and its scan returned; the ledger opens in detail and is saved', async ({
  page,
  school,
  axe,
  targets,
}) => {
  const { issue, requisition } = await stocked(school);
  await school.signIn(page, 'K001');
  await page.goto(`${school.url}/stores/documents/${issue}`);
  await expect(page.getByText(/叁拾柒元伍角/)).toBeVisible();
  await returnScan(page);
  await expect(page.getByText(/孙保管 传回|Returned by 孙保管/)).toBeVisible();
  await axe();

  await page.goto(`${school.url}/stores/ledger`);
  await expect(page.getByText('东墙二层')).toBeVisible();
  await expect(page.getByText(/^(制表|Made by)$/)).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /^(存成 Excel|Save as Excel)$/ }).click();
  expect((await download).suggestedFilename()).toMatch(/\.xlsx$/);
  await page.getByRole('link', { name: '粉笔' }).click();
  await expect(page.getByText(/捐赠 校友会|校友会$/)).toBeVisible();
  await expect(page.getByRole('cell', { name: '李老师' })).toBeVisible();
  await targets();
  await axe();

  await forgetWho(page);
  await school.signIn(page, 'T001');
  await page.goto(`${school.url}/requisitions/${requisition}`);
  await page.getByRole('link', { name: /^(打印申领单|Print the requisition)$/ }).click();
  await expect(page.getByText('美术节')).toBeVisible();
  await expect(page.getByText(/^(审批人|Approved by)$/)).toBeVisible();
  await page.goto(`${school.url}/requisitions/${requisition}`);
  await returnScan(page);
  await expect(page.getByText(/李老师 传回|Returned by 李老师/)).toBeVisible();
});
