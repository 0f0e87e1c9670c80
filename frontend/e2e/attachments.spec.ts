import type { Page } from '@playwright/test';
import { expect, type RealSchool, test } from './real-school';

// Photos and documents of a card, on the real product: chosen, made small, seen, taken off.
test.describe.configure({ timeout: 60_000 });

const ADD_PHOTOS = /^(添加照片|Add photos)$/;
const PUT = /^(放到卡片上|Put on the card)$/;
const REMOVE = /^(移除|Take off)$/;

/** Somebody who keeps the register stands before a card. */
async function atACard(page: Page, school: RealSchool): Promise<void> {
  await school.setUp();
  await school.person('吴保管', 'K001', ['head_custodian']);
  const card = { name: '投影仪', category_code: 'A02020200' };
  const { id } = await school.api('K001', 'POST', '/assets', card);
  await page.context().addCookies(await school.cookies('K001'));
  await page.goto(`${school.url}/assets/${id}`);
}

/** A picture as a phone takes it, drawn by the browser itself. */
async function picture(page: Page, width: number, height: number): Promise<Buffer> {
  const bytes = await page.evaluate(
    async ([w, h]) => {
      const canvas = document.createElement('canvas');
      canvas.width = w;
      canvas.height = h;
      const context = canvas.getContext('2d');
      for (let x = 0; context && x < w; x += 40) {
        context.fillStyle = `hsl(${x % 360} 60% 50%)`;
        context.fillRect(x, 0, 40, h);
      }
      const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
      return [...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))];
    },
    [width, height] as const,
  );
  return Buffer.from(bytes);
}

test('a photo is chosen, made small on the phone, seen large and taken off', async ({
  page,
  school,
  axe,
  targets,
}) => {
  await atACard(page, school);
  await page.getByRole('button', { name: ADD_PHOTOS }).click();
  const dialog = page.getByRole('dialog');
  const name = '正面.png';
  const sent = page.waitForResponse((answer) => answer.url().endsWith('/api/v1/uploads'));
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'image/png', buffer: await picture(page, 2400, 1800) });
  const answer = await sent;
  expect(answer.request().headers()['content-type']).toBe('image/jpeg');
  expect(await answer.json()).toMatchObject({
    width: 1600,
    height: 1200,
    media_type: 'image/jpeg',
    file_name: '正面.jpg',
  });
  await expect(dialog.getByText(/^(已上传|Uploaded)$/)).toBeVisible();
  await targets();
  await axe();
  await dialog.locator('[data-path=caption]').fill('铭牌');
  await dialog.getByRole('button', { name: PUT }).click();
  await expect(dialog).toBeHidden();

  const thumbnail = page.getByRole('button', { name: '铭牌' });
  await expect(thumbnail).toBeVisible();
  await expect
    .poll(() => thumbnail.locator('img').evaluate((img: HTMLImageElement) => img.naturalWidth))
    .toBe(320);
  await targets();
  await axe();
  await thumbnail.click();
  const large = page.getByRole('dialog').getByRole('img', { name: '铭牌' });
  await expect.poll(() => large.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1600);
  await axe();
  await page.getByRole('button', { name: REMOVE }).click();
  await expect(thumbnail).toHaveCount(0);
  await expect(page.getByText(/还没有照片和文件|No photos or documents yet/)).toBeVisible();
});

test('what is no picture says so, and can be taken back', async ({ page, school, targets }) => {
  await atACard(page, school);
  await page.getByRole('button', { name: ADD_PHOTOS }).click();
  const dialog = page.getByRole('dialog');
  const buffer = Buffer.from('no picture at all');
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: 'x.jpg', mimeType: 'image/jpeg', buffer });
  await expect(dialog.getByText(/这张图片打不开|cannot be opened/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: PUT })).toBeDisabled();
  await targets();
  await dialog.getByRole('button', { name: /x\.jpg/ }).click();
  await expect(dialog.getByText('x.jpg')).toHaveCount(0);
});

test.describe('refusals', () => {
  test.use({ allowConsole: /status of 415/ });

  test('a document is added at once, saved from its dialog, and a page in disguise refused', async ({
    page,
    school,
    axe,
    targets,
  }) => {
    await atACard(page, school);
    const file = page.locator('section input[type=file]').first();
    const buffer = Buffer.from('%PDF-1.7\n%%EOF\n');
    await file.setInputFiles({ name: '合同.pdf', mimeType: 'application/pdf', buffer });
    const row = page.getByRole('listitem').getByRole('button', { name: /合同\.pdf/ });
    await expect(row).toBeVisible();
    await row.click();
    await targets();
    await axe();
    const download = page.waitForEvent('download');
    await page.getByRole('dialog').getByRole('link').click();
    expect((await download).suggestedFilename()).toBe('合同.pdf');
    await page.keyboard.press('Escape');
    const page_ = Buffer.from('<html><script>alert(1)</script></html>');
    await file.setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: page_ });
    await expect(page.getByRole('alert').filter({ hasText: 'PDF' })).toBeVisible();
  });
});
