import type { PublicationRow } from '@/api/schema';
import { m } from '@/i18n/messages';
import { StatusBadge } from '@/ui/StatusBadge';
import { STATE_TONES } from './words';

/** Where a notice stands, and whether it is late. */
export function PublicationMarks({ row }: { row: PublicationRow }) {
  return (
    <>
      <StatusBadge tone={STATE_TONES[row.state]}>{row.state_text}</StatusBadge>{' '}
      {row.overdue ? (
        <StatusBadge tone="alarm">
          {row.state === 'draft' ? m.publications_overdue() : m.publications_was_late()}
        </StatusBadge>
      ) : null}
    </>
  );
}
