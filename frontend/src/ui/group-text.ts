import { m } from '@/i18n/messages';

/** A message that is longer nobody reads. */
const MOST_LINES = 20;

/** A page as the others reach it: by the school's address, not by the one this browser happens to use. */
export function pageAddress(path: string, publicUrl: string | null | undefined): string {
  return `${(publicUrl ?? window.location.origin).replace(/\/$/, '')}${path}`;
}

/** A list for the group: what it is, a numbered line for each row, and the way to it as it is filtered now. */
export function groupList(
  title: string,
  lines: readonly string[],
  total: number,
  publicUrl: string | null | undefined,
): string {
  const shown = lines.slice(0, MOST_LINES);
  return [
    m.ui_group_head({ title, count: total }),
    ...shown.map((line, index) => `${index + 1}. ${line}`),
    total > shown.length ? m.ui_group_more({ count: total - shown.length }) : '',
    pageAddress(`${window.location.pathname}${window.location.search}`, publicUrl),
  ]
    .filter(Boolean)
    .join('\n');
}
