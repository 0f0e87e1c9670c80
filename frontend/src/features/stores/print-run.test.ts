import { expect, test } from 'vitest';
import type { PrintTerms, StockChoice } from '@/api/schema';
import { chosenPaper, sheetsOf, usualPaper, wayOf, whole } from './print-run';

const paper: StockChoice = {
  id: 'paper',
  name: '复印纸',
  unit: '包',
  category: '纸',
  controlled_above: '5',
  old_for_new: false,
  sheets_per_unit: 500,
  on_hand: '40',
};

const terms: PrintTerms = { above: 300, asked_today: 0, asked_of_papers: [], papers: [paper] };

const run = (pages: string, copies: string, both_sides: boolean) =>
  sheetsOf({ item_id: 'paper', pages, copies, both_sides });

test('sheets are counted while somebody types', () => {
  expect(run('4', '45', false)).toBe(180);
  expect(run('5', '45', true)).toBe(135);
  expect(run(' 1 ', '300', true)).toBe(300);
  expect(run('', '45', true)).toBeNull();
  expect(run('4', '4.5', true)).toBeNull();
  expect([whole('0'), whole('-1'), whole('100000')]).toEqual([null, null, null]);
});

test('up to the limit it goes straight to whoever prints, above it somebody decides', () => {
  const ways = [299, 300, 301].map((sheets) => wayOf(sheets, terms, paper, null));
  expect(ways).toEqual(['straight', 'straight', 'large']);
  expect(wayOf(101, { ...terms, asked_today: 200 }, paper, null)).toBe('large');
});

test('a controlled paper is decided about from its own size on', () => {
  const coloured = { ...paper, controlled_above: '0.1' };
  expect([50, 51].map((sheets) => wayOf(sheets, terms, coloured, null))).toEqual([
    'straight',
    'controlled',
  ]);
});

test('what was asked for before on the same day counts towards the size of its paper', () => {
  const coloured = { ...paper, controlled_above: '0.5' };
  const before = (item_id: string) => ({
    ...terms,
    asked_today: 200,
    asked_of_papers: [{ item_id, quantity: '0.4' }],
  });
  const ways = [50, 51].map((sheets) => wayOf(sheets, before('paper'), coloured, null));
  expect(ways).toEqual(['straight', 'controlled']);
  expect(wayOf(51, before('other'), coloured, null)).toBe('straight');
});

test('the paper of which there is something is chosen first', () => {
  const gone = { ...paper, id: 'gone', on_hand: '0' };
  expect(usualPaper([gone, paper])).toBe(paper);
  expect(usualPaper([gone])).toBe(gone);
  expect(usualPaper([])).toBeUndefined();
});

test('a paper that is none any more gives way to the usual one', () => {
  const other = { ...paper, id: 'other' };
  expect(chosenPaper([paper, other], 'other')).toBe(other);
  expect(chosenPaper([paper, other], 'gone')).toBe(paper);
  expect(chosenPaper([paper, other])).toBe(paper);
  expect(chosenPaper([], 'gone')).toBeUndefined();
});
