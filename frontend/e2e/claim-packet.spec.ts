import type { Page } from '@playwright/test';
import { inkOf, pagesOf, pdfOf } from './paper';
import { accepted } from './papers';
import { brokenPdf, buy, invoiceOfd, invoicePhoto } from './petty';
import { approved, compare, day } from './quotes';
import { expect, forgetWho, type RealSchool, test } from './real-school';
import { received, signed } from './receipts';

// 报账包: opened, complete on paper but for what it says is missing, signed, and its scan returned to the request.
test.describe.configure({ timeout: 120_000 });

/** The signed papers come back as a photo. */
async function giveBack(page: Page): Promise<void> {
  await page.emulateMedia({ media: 'screen' });
  const photo = await page.screenshot({ type: 'jpeg' });
  await page
    .getByRole('button', { name: /^(传回签字扫描件|Return a signed scan)$/ })
    .first()
    .click();
  await page
    .locator('dialog input[type=file][multiple]')
    .setInputFiles({ name: '签字.jpg', mimeType: 'image/jpeg', buffer: photo });
  await expect(page.getByText(/^(已上传|Uploaded)$/)).toHaveCount(1);
  await page.locator('dialog button[type=submit]').click();
  await expect(page.getByText(/周主任 传回|Returned by 周主任/)).toBeVisible();
}

/** A paper of the packet by its title. */
const titled = (page: Page, title: RegExp) =>
  page.locator('header p').filter({ hasText: title }).filter({ visible: true });

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
  await giveBack(page);
  await expect(page.getByText(/签字缺|Signatures:/)).toHaveCount(0);
  await page.goto(`${school.url}/purchases/${request}`);
  await expect(page.getByText(/周主任 传回|Returned by 周主任/)).toBeVisible();
});

/** 20 boxes of paper of three quotes, bought by two and taken into the store; two invoices, one of them here; gives the ids. */
async function boxes(school: RealSchool) {
  const { api, person } = school;
  await school.setUp();
  await person('周主任', 'Z001', ['logistics_director']);
  await person('秦副校长', 'V001', ['vice_principal']);
  await person('郑报账', 'F001', ['vice_principal']);
  await person('李老师', 'T001', ['staff']);
  await person('吴保管', 'C001', ['head_custodian']);
  const other_buyer_id = await person('马师傅', 'B001', ['repair_worker']);
  const keeper = await person('孙保管', 'K001', ['head_custodian']);
  const add = async (name: string) =>
    (await api('Z001', 'POST', '/suppliers', { name })).id as string;
  const supplier_id = await add('城南文具店');
  const thing = { name: '复印纸', spec: 'A4 70 克', unit: '箱', quantity: '20' };
  const line = { ...thing, unit_price: '130.00' };
  const request = await approved(school, 'T001', ['Z001', 'V001', 'P001'], [line]);
  const sheet = await compare(school, request, [
    { supplier_id, price: '128.00' },
    { supplier_id: await add('华联办公'), price: '132.00', channel: 'shop' },
    { supplier_id: await add('网上文具店'), price: '135.00', channel: 'screenshot' },
  ]);
  const settle = `/quote-sheets/${sheet.id}/settle`;
  await api('Z001', 'POST', settle, { supplier_id }, sheet.version);
  const lines = [{ position: 0, quantity: '20', unit_price: '128.00' }];
  const order = { request_id: request, supplier_id, other_buyer_id, lines };
  const made = await api('C001', 'POST', '/purchase-orders', order);
  await api('B001', 'POST', `/purchase-orders/${made.id}/confirm`, {}, made.version);
  const name = { name: '总务库房', keeper_ids: [keeper] };
  const { id: store_id } = await api('Z001', 'POST', '/stores', name);
  const item = { name: '复印纸', unit: '箱', category: '办公用品' };
  const { id: item_id } = await api('K001', 'POST', '/stock-items', item);
  const teacher = (await api('T001', 'GET', '/me')).person.id;
  const { id: receipt } = await received(school, 'K001', {
    order_id: made.id,
    acceptor_ids: [teacher],
    using_side_id: teacher,
    invoice_nos: ['26412000001234567890', '26412000001234567891'],
    invoice_upload_ids: [await invoicePhoto(school, 'K001')],
    lines: [
      {
        position: 0,
        delivered: '20',
        accepted: '20',
        destination: { kind: 'stock', store_id, item_id },
      },
    ],
  });
  await signed(school, 'T001', receipt);
  return { request, receipt: receipt as string };
}

/** Under its voucher, with the electronic invoice that came later. */
async function post(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^(入账|Enter into the accounts)$/ })
    .filter({ visible: true })
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /^(学校自己|The school itself)/ }).check();
  await dialog.locator('[data-path="voucher_no"]').fill('记-2026-11-0041');
  await dialog.locator('input[type=file]').setInputFiles({
    name: '发票.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(await pdfOf(2)),
  });
  await expect(dialog.getByText(/(已上传：|Uploaded: )发票\.pdf/)).toBeVisible();
  await dialog.locator('button[type=submit]').click();
  await expect(dialog).toHaveCount(0);
}

test('three quotes, goods for a store, two invoices: every paper is in the packet, and it comes back signed', async ({
  page,
  school,
  axe,
  targets,
}) => {
  const { request, receipt } = await boxes(school);
  const packet = `${school.url}/purchases/${request}/claim-packet`;
  await school.signIn(page, 'F001');
  await page.goto(packet);
  // Two numbers, and one of them is here.
  await expect(page.getByText(/发票文件缺|Invoice files:/).first()).toBeVisible();
  await page.goto(`${school.url}/goods-receipts/${receipt}`);
  const invoices = page.getByRole('region', { name: /^(发票原件|The invoices)$/ });
  await expect(invoices.locator('img')).toHaveCount(1);
  await post(page);
  await expect(invoices).toContainText('发票.pdf');
  await axe();
  await targets();

  await forgetWho(page);
  await school.signIn(page, 'Z001');
  await page.goto(packet);
  await expect(page.getByText(/发票文件缺|Invoice files:/)).toHaveCount(0);
  await expect(page.getByText(/签字缺|Signatures:/).first()).toBeVisible();
  const drawn = page.getByRole('img', { name: /^发票\.pdf(，第 \d 页，共 2 页|, page \d of 2)$/ });
  await expect(drawn).toHaveCount(2);
  for (const sheet of await drawn.all()) {
    // As wide as an A4 sheet at 200 dots per inch, with its line of text.
    await expect(sheet).toHaveJSProperty('naturalWidth', 1654);
    expect(await inkOf(sheet)).toBeGreaterThan(1);
  }
  await expect(page.getByRole('button', { name: /^(打印|Print)$/ })).toBeEnabled();
  await expect(page.getByText(/^(要另外附上的|To be put in by hand)$/)).toHaveCount(0);
  await axe();
  await targets();
  await page.emulateMedia({ media: 'print' });
  for (const title of [
    /^(报账包|Claim packet)$/,
    /^(采购申请单|Purchase request)$/,
    /^(询价记录单|Record of quotes)$/,
    /^(采购单|Order)$/,
    /^(验收单|Goods receipt)$/,
    /^(入库单|Receipt)$/,
    /^(发票|Invoices)$/,
  ]) {
    await expect(titled(page, title)).toHaveCount(1);
  }
  // What the line is worth, and the whole.
  await expect(page.getByRole('article').filter({ hasText: '孙保管' }).first()).toContainText(
    '贰仟伍佰陆拾元整',
  );
  const pictures = page.locator('figure img');
  await expect(pictures).toHaveCount(3);
  await expect(pictures.first()).toHaveJSProperty('complete', true);
  // One of each: the cover, what was asked, the quotes, the order, the receipt, what the store took in; the invoices need two.
  expect(await pagesOf(page)).toEqual({ pages: 8, width: 210, height: 297 });
  await giveBack(page);
  await expect(page.getByText(/^(材料齐了。|Nothing is missing\.)$/).first()).toBeVisible();
});

test('a petty purchase has its packet: the slip and its invoices, what cannot be printed by name, and it comes back signed', async ({
  page,
  school,
  axe,
  targets,
}) => {
  const { api, person } = school;
  await school.setUp();
  await person('周主任', 'Z001', ['logistics_director']);
  await person('秦副校长', 'V001', ['vice_principal']);
  const witness_id = await person('李老师', 'T001', ['staff']);
  const bought = {
    witness_id,
    shop: '校门口五金店',
    bought_on: day(),
    purpose: '食堂洗菜池换角阀',
    fund: 'public',
    lines: [{ name: '角阀', unit: '只', quantity: '1', unit_price: '38.00' }],
  };
  const others = [await invoiceOfd(school, 'Z001'), await brokenPdf(school, 'Z001')];
  const id = await buy(school, 'Z001', bought, others);
  const { approval_id } = await api('Z001', 'GET', `/petty-purchases/${id}`);
  const { version } = await api('V001', 'GET', `/approvals/${approval_id}`);
  await api('V001', 'POST', `/approvals/${approval_id}/approve`, {}, version);
  await school.signIn(page, 'Z001');
  await page.goto(`${school.url}/purchases/petty/${id}`);
  await page.getByRole('link', { name: /^(报账包|Claim packet)$/ }).click();
  await expect(titled(page, /^(零星采购报销单|Petty purchase slip)$/)).toHaveCount(1);
  const picture = page.locator('figure img');
  await expect(picture).toHaveCount(1);
  const asked = page.getByRole('article').getByRole('listitem');
  await expect(asked).toHaveText([
    /^invoice\.ofd(：OFD 文件印不出来|: an OFD cannot be printed here)/,
    /^broken\.pdf(：PDF 打不开|: this PDF cannot be read)/,
  ]);
  await axe();
  await targets();
  await expect(picture).toHaveJSProperty('complete', true);
  await page.emulateMedia({ media: 'print' });
  expect(await pagesOf(page)).toEqual({ pages: 2, width: 210, height: 297 });
  await giveBack(page);
});
