import type { AssetRow, LocationNode } from '@/api/schema';

/** A line of an inventory list: like things together, however many cards they are. */
export interface Line {
  key: string;
  name: string;
  spec: string;
  unit: string;
  /** Thousandths, so that 12.5 ㎡ add up. */
  quantity: number;
  /** Fen; null for those who may not see values. */
  value: bigint | null;
}

export interface Room {
  id: string;
  name: string;
  path: string;
  use: string;
  keeper: string | null;
  lines: Line[];
}

const fen = (amount: string) => BigInt(amount.replace('.', ''));

/** Like things of a room as one line each, in the order of their names. */
export function linesOf(cards: readonly AssetRow[], language: string): Line[] {
  const lines = new Map<string, Line>();
  for (const card of cards) {
    const spec = card.spec_model ?? '';
    const key = [card.name, spec, card.unit].join('\n');
    const line = lines.get(key) ?? {
      key,
      name: card.name,
      spec,
      unit: card.unit,
      quantity: 0,
      value: null,
    };
    line.quantity += Math.round(Number(card.quantity) * 1000);
    if (card.original_value !== undefined) {
      line.value = (line.value ?? 0n) + fen(card.original_value);
    }
    lines.set(key, line);
  }
  const order = new Intl.Collator(language);
  return [...lines.values()].sort(
    (a, b) => order.compare(a.name, b.name) || order.compare(a.spec, b.spec),
  );
}

/** The rooms and open places at or below a place, each with its lines, in the order of the tree. */
export function roomsOf(
  tree: readonly LocationNode[],
  place: string,
  cards: readonly AssetRow[],
  uses: ReadonlyMap<string, string>,
  language: string,
): Room[] {
  const within = new Set([place]);
  // The tree is in its own order: children may stand before their parents, so it is walked until nothing is added.
  for (let before = 0; before !== within.size; ) {
    before = within.size;
    for (const node of tree) {
      if (node.parent_id && within.has(node.parent_id)) {
        within.add(node.id);
      }
    }
  }
  const at = new Map<string, AssetRow[]>();
  for (const card of cards) {
    const here = card.location?.id ?? '';
    at.set(here, [...(at.get(here) ?? []), card]);
  }
  return tree
    .filter(({ id, kind }) => within.has(id) && (kind === 'room' || kind === 'zone'))
    .map(({ id, name, path, responsible_person }) => ({
      id,
      name,
      path,
      use: uses.get(id) ?? '',
      keeper: responsible_person?.name ?? null,
      lines: linesOf(at.get(id) ?? [], language),
    }));
}

/** 12500 → "12.5" */
export function plainQuantity(thousandths: number): string {
  return String(thousandths / 1000);
}

/** 498000n → "4980.00" */
export function plainAmount(value: bigint): string {
  const digits = value.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
