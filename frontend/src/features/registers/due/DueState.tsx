import type { DueDateView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { schoolDay } from '@/i18n/school-day';
import { StatusBadge } from '@/ui/StatusBadge';

/** From here on it is somebody's turn: a visit is arranged, a part ordered. */
const SOON_DAYS = 30;

/** Late in red, soon in amber, each with its sign and word; what is done has its tick. */
export function DueState({ due }: { due: DueDateView }) {
  if (due.done_on) {
    return <StatusBadge tone="done">{m.due_done()}</StatusBadge>;
  }
  if (due.overdue) {
    return <StatusBadge tone="alarm">{m.due_overdue()}</StatusBadge>;
  }
  return due.due_on <= schoolDay(SOON_DAYS) ? (
    <StatusBadge tone="waiting">{m.due_soon()}</StatusBadge>
  ) : (
    <StatusBadge tone="idle">{m.due_later()}</StatusBadge>
  );
}
