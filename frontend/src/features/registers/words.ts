import type { AssetRow } from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Tone } from '@/ui/StatusBadge';

export type Status = AssetRow['status'];

export const TONES: Record<Status, Tone> = {
  in_stock: 'idle',
  in_use: 'held',
  idle: 'idle',
  lent_out: 'held',
  awaiting_repair: 'waiting',
  missing: 'waiting',
  pending_disposal: 'waiting',
  disposed: 'done',
  transferred_out: 'done',
};

/** For the filter; a card carries its own word from the server. */
const WORDS: Record<Status, () => string> = {
  in_use: m.registers_status_in_use,
  in_stock: m.registers_status_in_stock,
  idle: m.registers_status_idle,
  lent_out: m.registers_status_lent_out,
  awaiting_repair: m.registers_status_awaiting_repair,
  missing: m.registers_status_missing,
  pending_disposal: m.registers_status_pending_disposal,
  disposed: m.registers_status_disposed,
  transferred_out: m.registers_status_transferred_out,
};

export function statusOptions(): { value: string; label: string }[] {
  return Object.entries(WORDS).map(([value, label]) => ({ value, label: label() }));
}

/** Those that are somebody's word; the others come from documents. */
const SETTABLE: readonly Status[] = ['in_use', 'idle', 'in_stock'];

export function settableStatuses(): { value: string; label: string }[] {
  return SETTABLE.map((value) => ({ value, label: WORDS[value]() }));
}
