import type { GoodsReceiptLine } from '@/api/schema';
import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';

/** "青山 250 ml · 批号 A1 · 到期 2026年12月20日": what stands on a line of food. */
export function foodWords({ food, expires_on: until }: GoodsReceiptLine): string {
  if (!food) {
    return '';
  }
  const degrees = food.temperature_c;
  const certificates = [
    ...(food.certificate_nos ?? []),
    food.quarantine_no,
    food.meat_quality_no,
  ].filter((number): number is string => Boolean(number));
  return [
    food.brand,
    food.lot_no ? m.receipts_lot_of({ number: food.lot_no }) : null,
    food.produced_on ? m.receipts_produced_of({ day: formatExact(food.produced_on) }) : null,
    until ? m.receipts_until_of({ day: formatExact(until) }) : null,
    ...certificates.map((number) => m.receipts_certificate_of({ number })),
    typeof degrees === 'number' ? m.receipts_degrees({ degrees: String(degrees) }) : null,
  ]
    .filter(Boolean)
    .join(' · ');
}
