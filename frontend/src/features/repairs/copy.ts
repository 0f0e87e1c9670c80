import type { CaseRow } from '@/api/schema';
import { m } from '@/i18n/messages';

/** Into the clipboard. Plain HTTP and WeChat's browser have no clipboard API: then the old way. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.readOnly = true;
  area.className = 'sr-only';
  document.body.append(area);
  area.select();
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    area.remove();
  }
}

/** What goes into the WeChat group: where, what, how it stands, and the way to it. */
export function groupText(row: CaseRow, publicUrl: string | null | undefined): string {
  const base = (publicUrl ?? window.location.origin).replace(/\/$/, '');
  const head = m.repairs_group_text({
    place: row.location.path,
    category: row.category_title,
    state: row.state_text,
  });
  return [
    row.danger ? m.repairs_group_danger({ text: head }) : head,
    row.text,
    `${base}/repairs/${row.id}`,
  ]
    .filter(Boolean)
    .join('\n');
}
