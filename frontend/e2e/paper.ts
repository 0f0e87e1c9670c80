import type { Locator, Page } from '@playwright/test';
import jsqr from 'jsqr';
import { PDFDocument } from 'pdf-lib';
import { expect } from './fixtures';

/** How many pages leave the printer, and of what size in millimetres. */
export async function pagesOf(page: Page) {
  const pdf = await PDFDocument.load(await page.pdf({ preferCSSPageSize: true }));
  const { width, height } = pdf.getPage(0).getSize();
  const mm = (points: number) => Math.round((points * 25.4) / 72);
  return { pages: pdf.getPageCount(), width: mm(width), height: mm(height) };
}

/** An electronic invoice as the tax office makes it: so many pages that lie, each with something on it. */
export async function pdfOf(pages: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  for (let page = 1; page <= pages; page += 1) {
    pdf.addPage([595, 397]).drawText(`Invoice, page ${page}`, { x: 60, y: 300, size: 28 });
  }
  return pdf.save();
}

/** How much of a picture is dark, of a thousand. */
export async function inkOf(picture: Locator): Promise<number> {
  return picture.evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const pixels = context?.getImageData(0, 0, width, height).data ?? [];
    let dark = 0;
    for (let at = 0; at < pixels.length; at += 4) {
      dark += (pixels[at] ?? 255) < 128 ? 1 : 0;
    }
    return (dark * 1000) / (width * height);
  });
}

/** What a phone would read off a label. */
export async function decoded(page: Page, label: Locator): Promise<string> {
  const picture = (await label.screenshot()).toString('base64');
  const { data, width, height } = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const pixels = context?.getImageData(0, 0, image.width, image.height);
    return { data: [...(pixels?.data ?? [])], width: image.width, height: image.height };
  }, picture);
  // The package is CommonJS: what is imported may be the module around its function.
  const read = (jsqr as unknown as { default?: typeof jsqr }).default ?? jsqr;
  const found = read(Uint8ClampedArray.from(data), width, height);
  expect(found, 'a label without a readable code').not.toBeNull();
  return found?.data ?? '';
}
