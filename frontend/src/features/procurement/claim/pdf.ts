import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { getDocument, PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type Drawn, type DrawnPage, MOST_PAGES, scaleOf, type Undrawn } from './enclosures';

/** Beside this script, of the same version (build/pdf-parts.ts). */
const PARTS: string = import.meta.env.PDF_PARTS;

/** For one file on a slow phone, and for what is left of it: one that never ends keeps no other from paper. */
const DRAWING_MS = 90_000;
const CLEARING_MS = 2_000;

/**
 * Draws the first pages of a PDF. Throws when the drawing itself cannot be had, not for a file that cannot be read. The worker is
 * its own each time: pdf.js remembers one that could not be fetched, and no later try would ask for it again.
 */
export async function draw(data: ArrayBuffer, signal: AbortSignal): Promise<Drawn> {
  const port = new Worker(`${PARTS}pdf.worker.js`, { type: 'module' });
  const failed = new Promise<never>((_, reject) => {
    port.addEventListener('error', () => reject(new Error('no worker')), { once: true });
  });
  const worker = PDFWorker.create({ port });
  try {
    return await Promise.race([read(data, worker, signal), failed]);
  } finally {
    worker.destroy();
    port.terminate();
  }
}

async function read(data: ArrayBuffer, worker: PDFWorker, signal: AbortSignal): Promise<Drawn> {
  const task = getDocument({
    data,
    worker,
    cMapUrl: `${PARTS}cmaps/`,
    standardFontDataUrl: `${PARTS}standard_fonts/`,
    wasmUrl: `${PARTS}wasm/`,
    // The page's policy forbids both.
    useWasm: false,
    isEvalSupported: false,
    // What it would say is said on the page.
    verbosity: 0,
  });
  try {
    return await within(DRAWING_MS, drawnOf(task.promise, signal));
  } catch (error) {
    signal.throwIfAborted();
    return { unreadable: why(error, 'undrawn') };
  } finally {
    await within(CLEARING_MS, task.destroy()).catch(() => undefined);
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('it takes too long')), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function drawnOf(opening: Promise<PDFDocumentProxy>, signal: AbortSignal): Promise<Drawn> {
  const document = await opening.catch((error: unknown) => ({ unreadable: why(error, 'broken') }));
  return 'unreadable' in document
    ? document
    : { pages: await pagesOf(document, signal), total: document.numPages };
}

/** What pdf.js says of the file; of anything else the file may be innocent: a page too large, a phone without memory. */
function why(error: unknown, otherwise: Undrawn): Undrawn {
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException') {
    return 'locked';
  }
  return name === 'InvalidPDFException' ? 'broken' : otherwise;
}

async function pagesOf(document: PDFDocumentProxy, signal: AbortSignal): Promise<DrawnPage[]> {
  const pages: DrawnPage[] = [];
  for (let at = 1; at <= Math.min(document.numPages, MOST_PAGES); at += 1) {
    signal.throwIfAborted();
    pages.push(await pageOf(await document.getPage(at)));
  }
  return pages;
}

async function pageOf(page: PDFPageProxy): Promise<DrawnPage> {
  const viewport = page.getViewport({ scale: scaleOf(page.getViewport({ scale: 1 })) });
  const canvas = globalThis.document.createElement('canvas');
  const width = Math.max(1, Math.floor(viewport.width));
  const height = Math.max(1, Math.floor(viewport.height));
  canvas.width = width;
  canvas.height = height;
  try {
    // For printing: with the seals that are annotations, and also while the tab is in the background.
    await page.render({ canvas, viewport, intent: 'print' }).promise;
    const image = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!image) {
      throw new Error('no picture of the page');
    }
    return { image, width, height };
  } finally {
    // Given back at once: phones allow few canvases.
    canvas.width = 0;
    canvas.height = 0;
    page.cleanup();
  }
}
