import { expect, test } from 'vitest';
import type { AssetCategoryView, StockItemRow } from '@/api/schema';
import { guessed } from './guess';
import type { LineValues } from './receipt-form';

const chairs = { code: 'A05010304', name_zh: '椅凳', aliases: ['课椅'], kind: 'fixed_asset' };
const paper = { code: 'A05040101', name_zh: '复印纸', aliases: [], kind: 'consumable' };
const categories = [chairs, paper] as unknown as AssetCategoryView[];
const item = { id: 'i', name: '复印纸', unit: '包', retired: false } as unknown as StockItemRow;

type Proposal = LineValues['proposal'];
const called = (name: string, proposal: Proposal = 'one_card') => ({ name, proposal });

test('what is called like furniture becomes a card, like an item of the store a lot', () => {
  expect(guessed(called('课椅 2 号'), [], categories)).toEqual({
    kind: 'cards',
    category_code: 'A05010304',
  });
  expect(guessed(called('复印纸'), [item], categories)).toMatchObject({
    kind: 'stock',
    item_id: 'i',
    item_unit: '包',
  });
});

test('what is in doubt is asked: no store that has it, two that are called so, a name unknown', () => {
  expect(guessed(called('复印纸'), [], categories)).toEqual({ category_code: 'A05040101' });
  expect(guessed(called('复印纸'), [item, { ...item, id: 'j' }], [])).toBeNull();
  expect(guessed(called('窗帘'), [item], categories)).toBeNull();
});

test('below the line of fixed assets no card is proposed, only its kind', () => {
  const below = guessed(called('课椅', 'no_card'), [], categories);
  expect(below).toEqual({ category_code: 'A05010304' });
  expect(guessed(called('课椅', 'card_each'), [], categories)).toMatchObject({ kind: 'cards' });
});
