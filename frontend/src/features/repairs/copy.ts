import type { CaseRow } from '@/api/schema';
import { m } from '@/i18n/messages';
import { groupList, pageAddress } from '@/ui/group-text';

function headOf(row: CaseRow): string {
  const head = m.repairs_group_text({
    place: row.location.path,
    category: row.category_title,
    state: row.state_text,
  });
  return row.danger ? m.repairs_group_danger({ text: head }) : head;
}

/** What goes into the WeChat group: where, what, how it stands, and the way to it. */
export function groupText(row: CaseRow, publicUrl: string | null | undefined): string {
  return [headOf(row), row.text, pageAddress(`/repairs/${row.id}`, publicUrl)]
    .filter(Boolean)
    .join('\n');
}

/** The same of a list: a line for each case, and the way to the list as it is filtered. */
export function groupListText(
  rows: readonly CaseRow[],
  total: number | undefined,
  publicUrl: string | null | undefined,
): string {
  const lines = rows.map((row) => [headOf(row), row.text].filter(Boolean).join(' '));
  return groupList(m.repairs_list_title(), lines, total ?? rows.length, publicUrl);
}
