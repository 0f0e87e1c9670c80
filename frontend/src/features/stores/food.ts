import type {
  FoodGroup,
  FoodStorage,
  StockItemFood,
  StockLotUnfit,
  StockLotView,
} from '@/api/schema';
import { formatNumber } from '@/i18n/format';
import { m } from '@/i18n/messages';
import type { Tone } from '@/ui/StatusBadge';

export const GROUP_WORDS: Record<FoodGroup, () => string> = {
  staple: m.stores_food_staple,
  non_staple: m.stores_food_non_staple,
  meat: m.stores_food_meat,
};

export const STORAGE_WORDS: Record<FoodStorage, () => string> = {
  ambient: m.stores_food_ambient,
  chilled: m.stores_food_chilled,
  frozen: m.stores_food_frozen,
};

export const UNFIT_WORDS: Record<StockLotUnfit, () => string> = {
  stopped: m.stores_unfit_stopped,
  expired: m.stores_unfit_expired,
  unnamed: m.stores_unfit_unnamed,
};

export const UNFIT_TONES: Record<StockLotUnfit, Tone> = {
  stopped: 'alarm',
  expired: 'alarm',
  unnamed: 'waiting',
};

/** What the form of an item says of food. */
interface FoodChoice {
  food_group: FoodGroup | '';
  storage: FoodStorage | '';
}

export const foodChoice = (food: StockItemFood | null | undefined): FoodChoice => ({
  food_group: food?.group ?? '',
  storage: food?.storage ?? '',
});

/** How it is kept is ambient until somebody says otherwise. */
export const foodOf = ({ food_group, storage }: FoodChoice): StockItemFood | null =>
  food_group ? { group: food_group, storage: storage || 'ambient' } : null;

/** The county's four ledgers of food: which food, and which way. */
export type Ledger = 'staple_in' | 'staple_out' | 'other_in' | 'other_out';

export const LEDGER_WORDS: Record<Ledger, () => string> = {
  staple_in: m.stores_food_staple_in,
  staple_out: m.stores_food_staple_out,
  other_in: m.stores_food_other_in,
  other_out: m.stores_food_other_out,
};

export const LEDGERS = Object.keys(LEDGER_WORDS) as Ledger[];

export const isLedger = (value: unknown): value is Ledger =>
  typeof value === 'string' && value in LEDGER_WORDS;

export const kindOf = (ledger: Ledger): 'staple' | 'non_staple' =>
  ledger.startsWith('staple') ? 'staple' : 'non_staple';

export const comesIn = (ledger: Ledger): boolean => ledger.endsWith('_in');

/** How long a lot is good, from today. */
export function daysLeft(days: number): string {
  if (days < 0) {
    return m.stores_lot_over({ days: formatNumber(-days) });
  }
  return days === 0 ? m.stores_lot_today() : m.stores_lot_left({ days: formatNumber(days) });
}

/** What a lot is called: its number, the day on which it was made, or that it has neither. */
export const lotName = ({
  lot_no: number,
  produced_on: day,
}: Pick<StockLotView, 'lot_no' | 'produced_on'>): string =>
  number ? m.stores_lot_of({ number }) : (day ?? m.stores_lot_unnamed());

/** Amounts as the server writes them, added up in fen. */
export const sumOf = (amounts: readonly string[]): string =>
  (amounts.reduce((sum, amount) => sum + Math.round(Number(amount) * 100), 0) / 100).toFixed(2);
