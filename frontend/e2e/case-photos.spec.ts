import type { Locator, Page } from '@playwright/test';
import { expect, forgetWho, type RealSchool, test } from './real-school';

// Photos on repair cases, on the real product: at the door without an account, by a teacher, by the repairer.
test.describe.configure({ timeout: 60_000 });

const ADD = /^(拍照 \/ 添加照片|Add photos)$/;
const SENT = /^(已上传|Uploaded)$/;
const SEND = /^(发送|Send)$/;

async function room(school: RealSchool): Promise<{ id: string; sign_code: string }> {
  await school.setUp();
  const plan = { building: '致远楼', floors: 1, rooms_per_floor: 2 };
  await school.api('A001', 'POST', '/locations/generate', plan);
  return (await school.api('A001', 'GET', '/locations?kind=room')).items[0];
}

/** A picture as a phone takes it, drawn by the browser itself. */
async function picture(page: Page, hue: number): Promise<Buffer> {
  const bytes = await page.evaluate(async (color) => {
    const canvas = document.createElement('canvas');
    canvas.width = 2400;
    canvas.height = 1800;
    const context = canvas.getContext('2d');
    for (let x = 0; context && x < 2400; x += 40) {
      context.fillStyle = `hsl(${(color + x) % 360} 60% 50%)`;
      context.fillRect(x, 0, 40, 1800);
    }
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
    return [...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))];
  }, hue);
  return Buffer.from(bytes);
}

/** Chooses photos in the form that is open. */
async function choose(page: Page, names: string[], form: Page | Locator = page): Promise<void> {
  const files = [];
  for (const [at, name] of names.entries()) {
    files.push({ name, mimeType: 'image/png', buffer: await picture(page, at * 60) });
  }
  await form.getByRole('button', { name: ADD }).click();
  await form.locator('input[type=file][accept="image/jpeg,image/png"]').setInputFiles(files);
  await expect(form.getByText(SENT)).toHaveCount(names.length);
}

test('at the door: photos go with the report and only the code shows them again', async ({
  page,
  school,
  axe,
  targets,
}) => {
  const { sign_code: sign } = await room(school);
  const early: string[] = [];
  page.on('request', (request) => early.push(request.url()));
  await page.goto(`${school.url}/s/${sign}`);
  await expect(page.getByRole('button', { name: ADD })).toBeVisible();
  // What makes photos small is not there before somebody reaches for it.
  expect(early.filter((url) => /photos-/.test(url))).toEqual([]);
  const sent = page.waitForResponse((answer) => answer.url().endsWith(`/signs/${sign}/uploads`));
  await choose(page, ['灯.png', '开关.png']);
  expect((await sent).request().headers()['content-type']).toBe('image/jpeg');
  await targets();
  await axe();
  // A wrong field does not cost them: nothing chosen yet.
  await page.getByRole('button', { name: SEND }).click();
  await expect(page.getByText(SENT)).toHaveCount(2);
  await page.locator('input[value=lighting]').check();
  await page.getByRole('button', { name: SEND }).click();
  const follow = page.locator('a[href*="/f/"]').first();
  await expect(follow).toBeVisible();
  const href = (await follow.getAttribute('href')) ?? '';
  await page.goto(new URL(href, school.url).href);
  const photos = page.getByRole('img', { name: /照片|Photo/ });
  await expect(photos).toHaveCount(2);
  await expect
    .poll(() => photos.first().evaluate((img: HTMLImageElement) => img.naturalWidth))
    .toBe(320);
  await targets();
  await axe();
});

test('a teacher reports with photos, the repairer finishes with one, the keyboard walks through them', async ({
  page,
  school,
  axe,
  targets,
}) => {
  const { id } = await room(school);
  const worker = await school.person('王师傅', 'W001', ['repair_worker']);
  await school.person('李老师', 'T001', ['staff']);
  await school.api('A001', 'POST', '/repair-routes', { worker_id: worker });
  await page.context().addCookies(await school.cookies('T001'));
  await page.goto(`${school.url}/repairs/new?location_id=${id}`);
  await choose(page, ['桌腿.png', '桌面.png']);
  await page.locator('input[value=furniture]').check();
  await targets();
  await axe();
  const reported = page.waitForResponse(
    (answer) =>
      answer.url().endsWith('/api/v1/repair-cases') && answer.request().method() === 'POST',
  );
  await page.getByRole('button', { name: SEND }).click();
  const { items } = await (await reported).json();

  await forgetWho(page);
  await page.context().addCookies(await school.cookies('W001'));
  await page.goto(`${school.url}/repairs/${items[0].id}`);
  await page
    .getByRole('button', { name: /^(修好了|Fixed)$/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[value=natural_wear]').check();
  await choose(page, ['修好了.png'], dialog);
  await targets();
  await axe();
  await dialog.getByRole('button', { name: /^(修好了|Fixed)$/ }).click();
  await expect(dialog).toBeHidden();
  const thumbnails = page.locator('section[aria-labelledby=attachments] img');
  await expect(thumbnails).toHaveCount(3);
  await axe();

  await page.getByRole('button', { name: '桌腿.jpg' }).click();
  const large = page.getByRole('dialog').getByRole('img');
  await expect.poll(() => large.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1600);
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('dialog').getByRole('img', { name: '桌面.jpg' })).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('dialog').getByRole('img', { name: '修好了.jpg' })).toBeVisible();
  await targets();
  await axe();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(width).toBeLessThanOrEqual(0);
});
