import type { GoodsReceiptPostingMode } from '@/api/schema';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';

/** What every form that enters something into the accounts asks. */
export type Voucher = {
  mode: GoodsReceiptPostingMode | '';
  voucher_no: string;
  posted_on: string;
  submitted_on: string;
};

export const emptyVoucher = (): Voucher => ({
  mode: '',
  voucher_no: '',
  posted_on: schoolDay(),
  submitted_on: '',
});

const needed = (text: string) => (text.trim() ? null : m.ui_required());

export const VOUCHER_RULES = {
  mode: (mode: string) => (mode ? null : m.receipts_mode_needed()),
  voucher_no: needed,
  posted_on: needed,
  submitted_on: (day: string, { mode }: Voucher) => (mode === 'centre' ? needed(day) : null),
};

/** As the server takes it: papers are handed in to a centre only. */
export function entered(voucher: Voucher) {
  const mode = voucher.mode || 'own';
  return {
    mode,
    voucher_no: voucher.voucher_no.trim(),
    posted_on: voucher.posted_on,
    submitted_on: mode === 'centre' ? voucher.submitted_on || null : null,
  } as const;
}
