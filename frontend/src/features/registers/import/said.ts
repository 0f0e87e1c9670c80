import type { LedgerField } from '@/api/schema';
import { formatDate, formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import type { CategoryNames } from '../category-names';

const AMOUNTS: readonly LedgerField[] = [
  'unit_price',
  'original_value',
  'accumulated_depreciation',
];
const DAYS: readonly LedgerField[] = ['acquired_on', 'booked_on'];
const CODES: readonly LedgerField[] = ['category', 'category_name'];

/** What a field says, as people read it; the server tells it as it is stored. */
export function said(field: LedgerField, value: string | null | undefined, names: CategoryNames) {
  if (!value) {
    return m.ui_none();
  }
  if (AMOUNTS.includes(field)) {
    return formatMoney(value);
  }
  if (DAYS.includes(field)) {
    return formatDate(value);
  }
  return CODES.includes(field) ? (names.get(value) ?? value) : value;
}
