import type { DueDateView } from '@/api/schema';
import { formatDate } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { groupList } from '@/ui/group-text';

/** What is due, for the group: the day, what, which thing, where. Of a list that goes on, what was loaded. */
export function dueGroupText(
  rows: readonly DueDateView[],
  publicUrl: string | null | undefined,
): string {
  const lines = rows.map((due) =>
    [
      due.overdue ? m.due_overdue() : '',
      formatDate(due.done_on ?? due.due_on),
      due.kind_text,
      due.asset_name,
      due.asset.asset_no,
      due.location?.path,
    ]
      .filter(Boolean)
      .join(' '),
  );
  return groupList(m.due_title(), lines, rows.length, publicUrl);
}
