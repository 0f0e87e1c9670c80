import type { CaseRow } from '@/api/schema';
import { m } from '@/i18n/messages';
import { StatusBadge } from '@/ui/StatusBadge';
import { CATEGORY_ICONS, TONES } from '../words';
import classes from './CaseBits.module.css';

type StateOf = Pick<CaseRow, 'state' | 'state_text'> & Partial<Pick<CaseRow, 'danger' | 'late'>>;

/** Danger and lateness first and in red, then the state in the words teachers know. */
export function CaseBadges({ state, state_text, danger, late }: StateOf) {
  return (
    <span className={classes.badges}>
      {danger ? <StatusBadge tone="alarm">{m.repairs_danger()}</StatusBadge> : null}
      {late ? <StatusBadge tone="alarm">{m.repairs_late()}</StatusBadge> : null}
      <StatusBadge tone={TONES[state]}>{state_text}</StatusBadge>
    </span>
  );
}

export function CategoryMark({ category }: Pick<CaseRow, 'category'>) {
  const MarkIcon = CATEGORY_ICONS[category];
  return (
    <span className={classes.mark}>
      <MarkIcon size={22} stroke={1.5} aria-hidden />
    </span>
  );
}

/** "203 · Light, fan": what a case is called where its number alone says nothing. */
export function caseTitle(row: Pick<CaseRow, 'location' | 'category_title'>): string {
  return m.repairs_case_title({ place: row.location.name, category: row.category_title });
}
