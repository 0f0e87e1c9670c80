import { expect, test } from 'vitest';
import {
  FOOD_CHECKS,
  type FoodLine,
  foodBody,
  hasFood,
  isFood,
  NO_FOOD,
  needsStore,
} from './food-form';

const line = (change: Partial<FoodLine> = {}): FoodLine => ({
  came: true,
  food_ordered: false,
  food: NO_FOOD,
  destination: { kind: 'stock', item_food: '', item_cold: false },
  ...change,
});

const milk = (food: Partial<FoodLine['food']> = {}) =>
  line({
    food: { ...NO_FOOD, ...food },
    destination: { kind: 'stock', item_food: 'non_staple', item_cold: false },
  });

test('food is what was ordered as food, or becomes some in a store', () => {
  expect([isFood(line()), isFood(milk()), isFood(line({ food_ordered: true }))]).toEqual([
    false,
    true,
    true,
  ]);
  expect(needsStore(line({ food_ordered: true }))).toBe(true);
  expect(needsStore({ ...milk(), food_ordered: true })).toBe(false);
  expect(hasFood([line(), { ...milk(), came: false }])).toBe(false);
  expect(foodBody(line())).toBeNull();
});

test('what stands on the package is sent as it is, several certificates apart', () => {
  const food = {
    lot_no: ' A1 ',
    shelf_life_days: '30',
    certificates: 'HG-1，HG-2',
    temperature_c: '-18',
  };
  expect(foodBody(milk(food))).toMatchObject({
    lot_no: 'A1',
    produced_on: null,
    shelf_life_days: 30,
    certificate_nos: ['HG-1', 'HG-2'],
    temperature_c: -18,
  });
});

test('a lot and a last day are asked of food, both certificates of meat, a temperature of what is cold', () => {
  expect(FOOD_CHECKS.lot_no(milk())).toBeTruthy();
  expect(FOOD_CHECKS.lot_no(milk({ produced_on: '2026-11-20' }))).toBeNull();
  expect(FOOD_CHECKS.expires_on(milk({ shelf_life_days: '30' }))).toBeTruthy();
  expect(
    FOOD_CHECKS.expires_on(milk({ shelf_life_days: '30', produced_on: '2026-11-20' })),
  ).toBeNull();
  const pork = line({ destination: { kind: 'stock', item_food: 'meat', item_cold: true } });
  expect([FOOD_CHECKS.quarantine_no(pork), FOOD_CHECKS.quarantine_no(milk())]).toEqual([
    expect.any(String),
    null,
  ]);
  expect(FOOD_CHECKS.temperature_c(pork)).toBeTruthy();
});
