import type { FoodGroup, GoodsReceiptFood, GoodsReceiptRefusedGoods } from '@/api/schema';
import { m } from '@/i18n/messages';

/** What stands on a package and in its papers, as it is typed. */
export type FoodValues = {
  brand: string;
  lot_no: string;
  produced_on: string;
  expires_on: string;
  shelf_life_days: string;
  /** Several are separated by commas. */
  certificates: string;
  quarantine_no: string;
  meat_quality_no: string;
  temperature_c: string;
};

export const NO_FOOD: FoodValues = {
  brand: '',
  lot_no: '',
  produced_on: '',
  expires_on: '',
  shelf_life_days: '',
  certificates: '',
  quarantine_no: '',
  meat_quality_no: '',
  temperature_c: '',
};

/** What of a line tells whether it is food: it was ordered as such, or becomes some in a store. */
export interface FoodLine {
  came: boolean;
  food_ordered: boolean;
  food: FoodValues;
  destination: { kind: string; item_food: FoodGroup | ''; item_cold: boolean };
}

const becomesFood = ({ destination: to }: FoodLine): boolean =>
  to.kind === 'stock' && to.item_food !== '';

export const isFood = (line: FoodLine): boolean => line.food_ordered || becomesFood(line);

/** Whether something of what came is food: two of the school sign then, and somebody for the supplier. */
export const hasFood = (lines: readonly FoodLine[]): boolean =>
  lines.some((line) => line.came && isFood(line));

/** Food comes into a store, whatever it was to be. */
export const needsStore = (line: FoodLine): boolean => line.food_ordered && !becomesFood(line);

export const isMeat = ({ destination: to }: FoodLine): boolean => to.item_food === 'meat';

export type RefusedGoods = GoodsReceiptRefusedGoods | '';

const list = (text: string): string[] =>
  text
    .split(/[,，;；\n]+/)
    .map((one) => one.trim())
    .filter(Boolean);

const whole = (text: string): number | null => {
  const number = Number(text.trim());
  return text.trim() === '' || !Number.isInteger(number) ? null : number;
};

/** As it is sent; nothing of what is no food. */
export function foodBody(line: FoodLine): GoodsReceiptFood | null {
  if (!isFood(line)) {
    return null;
  }
  const { food } = line;
  return {
    brand: food.brand.trim() || null,
    lot_no: food.lot_no.trim() || null,
    produced_on: food.produced_on || null,
    expires_on: food.expires_on || null,
    shelf_life_days: whole(food.shelf_life_days),
    certificate_nos: list(food.certificates),
    quarantine_no: food.quarantine_no.trim() || null,
    meat_quality_no: food.meat_quality_no.trim() || null,
    temperature_c: whole(food.temperature_c),
  };
}

type Check = (line: FoodLine) => string | null;

const filled = (text: string) => (text.trim() ? null : m.ui_required());

/** What was forgotten of a line of food that is taken; everything else the server says. */
export const FOOD_CHECKS = {
  lot_no: ({ food }) => (food.lot_no.trim() || food.produced_on ? null : m.receipts_lot_needed()),
  expires_on: ({ food }) =>
    food.expires_on || (food.produced_on && food.shelf_life_days.trim())
      ? null
      : m.receipts_last_day_needed(),
  quarantine_no: (line) => (isMeat(line) ? filled(line.food.quarantine_no) : null),
  meat_quality_no: (line) => (isMeat(line) ? filled(line.food.meat_quality_no) : null),
  temperature_c: (line) => (line.destination.item_cold ? filled(line.food.temperature_c) : null),
} satisfies Record<string, Check>;
