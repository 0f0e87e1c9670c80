import type { StockConfirmation, StockIssueBody } from '@/api/schema';
import type { Notice } from '@/offline/use-submission';
import { quantityOf, thousandths } from '@/ui/quantity';
import type { ShelfItem } from './shelf';

/** A thing on the counter. */
export interface IssueLine {
  item: ShelfItem;
  quantity: string;
  /** Worn-out ones that were handed in; follows the quantity until it is typed. */
  old: string | null;
  note: string;
}

export type IssueValues = {
  receiver_id: string;
  receiver_name: string;
  class_id: string;
  repair_case_id: string;
  purpose: string;
  confirmation: StockConfirmation;
  lines: IssueLine[];
};

/** Puts one more of it on the counter. */
export function withOneMore(lines: readonly IssueLine[], item: ShelfItem): IssueLine[] {
  const there = lines.find((line) => line.item.id === item.id);
  if (!there) {
    return [...lines, { item, quantity: '1', old: null, note: '' }];
  }
  const more = quantityOf((thousandths(there.quantity) ?? 0) + 1000);
  return lines.map((line) => (line === there ? { ...line, quantity: more } : line));
}

/** How many old ones come in for it. */
export const oldOnes = ({ old, quantity }: IssueLine): string =>
  old ?? String(Math.ceil((thousandths(quantity) ?? 0) / 1000));

/** Whether it is too much to be handed out without an approval. */
export function needsRequisition({ item, quantity }: IssueLine): boolean {
  return item.controlledAbove !== null && (thousandths(quantity) ?? 0) > item.controlledAbove;
}

/** The places of lines that the server refused without a requisition: it knows what the same receiver took that day. */
export const refusedWithout = (notice: Notice | null): number[] =>
  notice?.kind === 'refused'
    ? notice.problem.errors.flatMap(({ code, pointer }) => {
        const [, at] = /^\/lines\/(\d+)\//.exec(pointer) ?? [];
        return code === 'requisition_needed' && at !== undefined ? [Number(at)] : [];
      })
    : [];

export const fewerOld = (line: IssueLine): boolean =>
  line.item.oldForNew && Number(oldOnes(line)) * 1000 < (thousandths(line.quantity) ?? 0);

export function issueBody(storeId: string, values: IssueValues): StockIssueBody {
  return {
    store_id: storeId,
    receiver_id: values.receiver_id || null,
    class_id: values.class_id || null,
    repair_case_id: values.repair_case_id || null,
    purpose: values.purpose.trim(),
    confirmation: values.confirmation,
    lines: values.lines.map((line) => ({
      item_id: line.item.id,
      quantity: line.quantity.trim(),
      old_pieces: line.item.oldForNew ? Number(oldOnes(line)) || 0 : null,
      note: line.note.trim() || null,
    })),
  };
}
