import type { GoodsReceiptLine } from '@/api/schema';

/** What the accepted part of a line is worth; nothing where it is not seen, or nothing was taken yet. */
export function worthOf({ became }: Pick<GoodsReceiptLine, 'became'>): string | null {
  if (became.length === 0 || became.some(({ value }) => !value)) {
    return null;
  }
  const fen = became.reduce((sum, { value }) => sum + Math.round(Number(value) * 100), 0);
  return (fen / 100).toFixed(2);
}
