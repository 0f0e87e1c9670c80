import { expect, test } from 'vitest';
import type { AttachmentView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { byHand, type Drawn, howPrinted, isUpright, MOST_PAGES, scaleOf } from './enclosures';

const file = (media_type: string, file_name = '发票') =>
  ({ media_type, file_name }) as unknown as AttachmentView;
const pdf = file('application/pdf');
const page = { image: new Blob(), width: 1654, height: 1103 };

test('pictures are printed, PDF is drawn, OFD is put in by hand', () => {
  const types = ['image/jpeg', 'image/png', 'application/pdf', 'application/ofd'];
  expect(types.map((type) => howPrinted(file(type)))).toEqual([
    'picture',
    'picture',
    'pdf',
    'hand',
  ]);
});

test('whatever lies in a file, no page is drawn larger than an A4 sheet at 200 dots per inch', () => {
  const sizes = [
    { width: 595, height: 842 },
    { width: 595, height: 397 },
    { width: 1191, height: 842 },
    { width: 162, height: 3000 },
    { width: 14_400, height: 14_400 },
  ];
  for (const { width, height } of sizes) {
    const scale = scaleOf({ width, height });
    expect(Math.floor(width * scale)).toBeLessThanOrEqual(1654);
    expect(Math.floor(height * scale)).toBeLessThanOrEqual(2339);
    // It fills one side or the other.
    expect(Math.max((width * scale) / 1654, (height * scale) / 2339)).toBeCloseTo(1);
  }
});

test('an invoice lies, a scanned sheet stands', () => {
  expect(isUpright({ width: 1654, height: 1103 })).toBe(false);
  expect(isUpright({ width: 1654, height: 2339 })).toBe(true);
});

test('an OFD is asked for as its PDF, before anything is drawn', () => {
  const ofd = file('application/ofd', '电费.ofd');
  expect(byHand(ofd, undefined)).toBe(m.papers_by_hand_ofd({ name: '电费.ofd' }));
});

test('what cannot be drawn says so by its name', () => {
  const name = '发票';
  expect(byHand(pdf, { unreadable: 'locked' })).toBe(m.papers_by_hand_locked({ name }));
  expect(byHand(pdf, { unreadable: 'broken' })).toBe(m.papers_by_hand_broken({ name }));
  expect(byHand(pdf, { unreadable: 'undrawn' })).toBe(m.papers_by_hand_undrawn({ name }));
});

test('a file that is all here, or not drawn yet, asks for nothing', () => {
  const whole: Drawn = { pages: [page, page], total: 2 };
  expect(byHand(pdf, whole)).toBeNull();
  expect(byHand(pdf, undefined)).toBeNull();
  expect(byHand(file('image/png'), undefined)).toBeNull();
});

test('of a long file the rest is asked for', () => {
  const pages = Array.from({ length: MOST_PAGES }, () => page);
  const text = m.papers_by_hand_rest({ name: '发票', total: 26, drawn: MOST_PAGES });
  expect(byHand(pdf, { pages, total: 26 })).toBe(text);
});
