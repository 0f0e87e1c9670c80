import type { CanteenMeal, CanteenRecordKind, CanteenSheetKind } from '@/api/schema';

/*
 * What an address may say, without the words for it: routes read addresses and load no texts. Anything odd counts as absent.
 */

const MEALS: CanteenMeal[] = ['breakfast', 'lunch', 'dinner', 'snack'];

const KINDS: CanteenRecordKind[] = [
  'morning_check',
  'food_sample',
  'disinfection',
  'accompanied_meal',
  'leftovers',
  'training',
  'survey',
];

const SHEETS: CanteenSheetKind[] = [
  'menu',
  ...KINDS,
  'health_certificates',
  'staple_receipt',
  'staple_issue',
  'non_staple_receipt',
  'non_staple_issue',
  'daily_check',
  'meetings',
  'outside_inspections',
  'pupil_signatures',
];

const of =
  <T extends string>(known: T[]) =>
  (value: unknown): T | undefined =>
    known.find((one) => one === value);

export const mealOf = of(MEALS);
export const kindOf = of(KINDS);
export const sheetOf = of(SHEETS);
