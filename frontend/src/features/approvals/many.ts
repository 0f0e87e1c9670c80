import type { ApprovalInboxRow } from '@/api/schema';
import { formatMoney } from '@/i18n/format';

/** Minutes are written down one by one. */
export function isMeeting({ waits_for }: Pick<ApprovalInboxRow, 'waits_for'>): boolean {
  return waits_for === 'office_meeting' || waits_for === 'staff_congress';
}

/** Whether something of it must not be overlooked: it is signed among others only by somebody who says so. */
export function isMarked({ marks }: Pick<ApprovalInboxRow, 'marks'>): boolean {
  return marks.length > 0;
}

/** What one signs for in all, exact to the fen. */
export function sumOfRows(rows: readonly Pick<ApprovalInboxRow, 'amount'>[]): string {
  const fen = rows.reduce(
    (all, { amount }) => all + BigInt((amount ?? '0.00').replace('.', '')),
    0n,
  );
  const digits = fen.toString().padStart(3, '0');
  return formatMoney(`${digits.slice(0, -2)}.${digits.slice(-2)}`);
}

/** The chosen ones with this one among them, or without it. */
export function toggled(chosen: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(id)) {
    next.add(id);
  }
  return next;
}
