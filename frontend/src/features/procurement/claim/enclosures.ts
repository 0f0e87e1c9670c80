import type { AttachmentView } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { FileAddress } from '@/ui/AttachedFiles';

/** A file that is bound in, and where the browser gets it. */
export interface Enclosure {
  file: AttachmentView;
  address: FileAddress;
}

/** A page of a PDF as it is printed. */
export interface DrawnPage {
  image: Blob;
  width: number;
  height: number;
}

/** Why a PDF is not drawn: it has a password, it is no sound file, or this device could not. */
export type Undrawn = 'locked' | 'broken' | 'undrawn';

/** A PDF on paper: its first pages, or why there are none. */
export type Drawn = { pages: readonly DrawnPage[]; total: number } | { unreadable: Undrawn };

const WHY = {
  locked: m.papers_by_hand_locked,
  broken: m.papers_by_hand_broken,
  undrawn: m.papers_by_hand_undrawn,
} satisfies Record<Undrawn, (words: { name: string }) => string>;

/** Of one file; a packet of many such is a book, and every page is held in memory until it is printed. */
export const MOST_PAGES = 20;
/** An A4 sheet at 200 dots per inch: as sharp as a school's laser, and four megapixels for a phone to draw. */
const MOST_WIDE = 1654;
const MOST_HIGH = 2339;

/** Pictures are printed as they are, PDF is drawn, and anything else (OFD) is put in by hand. */
export function howPrinted({ media_type: type }: AttachmentView): 'picture' | 'pdf' | 'hand' {
  if (type.startsWith('image/')) {
    return 'picture';
  }
  return type === 'application/pdf' ? 'pdf' : 'hand';
}

/** By how much a page is made larger, so that it fills the width of the paper, or its height where it is a long slip. */
export function scaleOf({ width, height }: { width: number; height: number }): number {
  return Math.min(MOST_WIDE / width, MOST_HIGH / height);
}

/** A page that stands upright takes a sheet of its own; two that lie, as invoices do, share one. */
export function isUpright({ width, height }: Pick<DrawnPage, 'width' | 'height'>): boolean {
  return height > width;
}

/** What somebody has to put in himself, in a sentence; null: it is all here, or not known yet. */
export function byHand(file: AttachmentView, drawn: Drawn | undefined): string | null {
  const name = file.file_name;
  if (howPrinted(file) === 'hand') {
    return m.papers_by_hand_ofd({ name });
  }
  if (!drawn) {
    return null;
  }
  if ('unreadable' in drawn) {
    return WHY[drawn.unreadable]({ name });
  }
  const { pages, total } = drawn;
  return total > pages.length ? m.papers_by_hand_rest({ name, total, drawn: pages.length }) : null;
}
