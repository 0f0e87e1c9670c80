import type { DueDateView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { StatusBadge } from '@/ui/StatusBadge';

/** Late in red with its sign and word; what is done has its tick. */
export function DueState({ due }: { due: DueDateView }) {
  if (due.done_on) {
    return <StatusBadge tone="done">{m.due_done()}</StatusBadge>;
  }
  return due.overdue ? (
    <StatusBadge tone="alarm">{m.due_overdue()}</StatusBadge>
  ) : (
    <StatusBadge tone="waiting">{m.due_open()}</StatusBadge>
  );
}
