import type { MoveBody } from '@/api/schema';
import { m } from '@/i18n/messages';

/** A card as a move needs to know it. */
export interface Movable {
  id: string;
  name: string;
  asset_no: string;
  quantity: string;
  unit: string;
  version: number;
}

const REASONS = {
  class: m.cards_move_class,
  room: m.cards_move_room,
  event: m.cards_move_event,
  other: m.cards_move_other,
};

export type Why = keyof typeof REASONS;

export const WHYS = Object.entries(REASONS).map(([value, label]) => ({
  value: value as Why,
  label,
}));

export interface MoveValues extends Record<string, unknown> {
  /** By the card's id; only cards with more than one piece are asked for. */
  pieces: Record<string, string>;
  location_id: string | null;
  custodian: { id: string; name: string } | null;
  why: Why | null;
  reason: string;
}

export function moveValues(things: readonly Movable[]): MoveValues {
  return {
    // Of one card somebody has to say how many; several that were chosen together go as they are.
    pieces: Object.fromEntries(
      things.map(({ id, quantity }) => [
        id,
        things.length > 1 || Number(quantity) <= 1 ? quantity : '',
      ]),
    ),
    location_id: null,
    custodian: null,
    why: null,
    reason: '',
  };
}

export function moveBody(things: readonly Movable[], values: MoveValues): MoveBody {
  const { location_id, custodian, why, reason } = values;
  return {
    items: things.map(({ id, version, quantity }) => {
      const pieces = (values.pieces[id] ?? quantity).trim();
      return { asset_id: id, version, ...(pieces === quantity ? {} : { quantity: pieces }) };
    }),
    ...(location_id ? { location_id } : {}),
    ...(custodian ? { custodian_id: custodian.id } : {}),
    reason: why === 'other' || why === null ? reason.trim() : REASONS[why](),
  };
}
