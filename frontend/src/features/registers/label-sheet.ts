import type { AssetLabel } from '@/api/schema';

/** What the printer holds. */
export const PAPERS = ['a4', '60x40', '50x30'] as const;
export type Paper = (typeof PAPERS)[number];

export const CELLS = 21;

/** One label for a card, or one for each of its pieces; measured things (30 ㎡) are one. */
export function copies(labels: readonly AssetLabel[], each: boolean): AssetLabel[] {
  return labels.flatMap((label) => {
    const pieces = Number(label.quantity);
    const count = each && Number.isInteger(pieces) && pieces > 1 ? pieces : 1;
    return Array.from({ length: count }, () => label);
  });
}

/** The cells of each sheet; the first sheet begins at a cell of its own, for paper that is partly used. */
export function sheets<T>(items: readonly T[], start: number): (T | null)[][] {
  const blank = Array.from({ length: Math.min(Math.max(start, 1), CELLS) - 1 }, () => null);
  const cells = [...blank, ...items];
  return Array.from({ length: Math.ceil(cells.length / CELLS) }, (_, sheet) =>
    cells.slice(sheet * CELLS, (sheet + 1) * CELLS),
  );
}
