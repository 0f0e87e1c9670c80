import type { DayKind, Season } from '@/api/schema';
import { m } from '@/i18n/messages';

export const DAY_KINDS: readonly DayKind[] = [
  'school_day',
  'holiday',
  'makeup_workday',
  'weekend',
  'vacation',
];

export function dayKindWord(kind: DayKind): string {
  const words: Record<DayKind, () => string> = {
    school_day: m.calendar_kind_school_day,
    weekend: m.calendar_kind_weekend,
    holiday: m.calendar_kind_holiday,
    makeup_workday: m.calendar_kind_makeup_workday,
    vacation: m.calendar_kind_vacation,
  };
  return words[kind]();
}

export const SEASONS: readonly Season[] = ['autumn', 'spring', 'summer'];

export function seasonWord(season: Season): string {
  const words: Record<Season, () => string> = {
    autumn: m.calendar_season_autumn,
    spring: m.calendar_season_spring,
    summer: m.calendar_season_summer,
  };
  return words[season]();
}

/** One character beside the date; colour never tells alone. */
export function mark(kind: DayKind, bySchool: boolean): string | null {
  switch (kind) {
    case 'holiday':
      return m.calendar_mark_holiday();
    case 'makeup_workday':
      return m.calendar_mark_makeup_workday();
    case 'vacation':
      return m.calendar_mark_vacation();
    case 'school_day':
      return bySchool ? m.calendar_mark_school_day() : null;
    default:
      return null;
  }
}
