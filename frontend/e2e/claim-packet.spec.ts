import { accepted } from './papers';
import { expect, test } from './real-school';

// 报账包: opened, complete on paper but for what it says is missing, signed, and its scan returned to the request.
test.describe.configure({ timeout: 120_000 });

test('a packet is printed, signed and its scan returned', async ({ school, page }) => {
  await school.setUp();
  const { api, person } = school;
  await person('周主任', 'Z001', ['logistics_director']);
  await person('吴保管', 'W001', ['head_custodian']);
  await person('李老师', 'T001', ['staff']);
  const shop = await api('Z001', 'POST', '/suppliers', { name: '城南日用品店' });
  const { request } = await accepted(school, shop.id, '垃圾桶', 'W001');
  await school.signIn(page, 'Z001');
  await page.goto(`${school.url}/purchases/${request}`);
  await page.getByRole('link', { name: /^(报账包|Claim packet)$/ }).click();
  await expect(page.getByText(/发票缺|Invoice:/).first()).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  for (const title of [
    /^(采购申请单|Purchase request)$/,
    /^(采购单|Order)$/,
    /^(验收单|Goods receipt)$/,
    /^(发票|Invoices)$/,
  ]) {
    await expect(page.locator('article header p').filter({ hasText: title })).toBeVisible();
  }
  await expect(page.getByText(/伍拾壹元整/).first()).toBeVisible();
  await expect(page.getByRole('button')).toHaveCount(0);
  await page.emulateMedia({ media: 'screen' });
  const signed = await page.screenshot({ type: 'jpeg' });
  await page
    .getByRole('button', { name: /^(传回签字扫描件|Return a signed scan)$/ })
    .first()
    .click();
  await page
    .locator('dialog input[type=file][multiple]')
    .setInputFiles({ name: '签字.jpg', mimeType: 'image/jpeg', buffer: signed });
  await expect(page.getByText(/^(已上传|Uploaded)$/)).toHaveCount(1);
  await page.locator('dialog button[type=submit]').click();
  await expect(page.getByText(/周主任 传回|Returned by 周主任/)).toBeVisible();
  await expect(page.getByText(/签字缺|Signatures:/)).toHaveCount(0);
  await page.goto(`${school.url}/purchases/${request}`);
  await expect(page.getByText(/周主任 传回|Returned by 周主任/)).toBeVisible();
});
