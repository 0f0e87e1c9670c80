import type {
  ChecklistItemKind,
  InspectionCheckKind,
  InspectionEvery,
  InspectionLevel,
  InspectionPlanView,
  InspectionRhythm,
  InspectionSample,
  InspectionSampleOf,
  InspectionState,
} from '@/api/schema';
import { timeZone } from '@/i18n/format';
import { m } from '@/i18n/messages';
import type { Tone } from '@/ui/StatusBadge';

export const STATE_TONES: Record<InspectionState, Tone> = {
  scheduled: 'idle',
  in_progress: 'held',
  submitted: 'done',
  reviewed: 'done',
  missed: 'alarm',
  cancelled: 'off',
};

export const STATE_WORDS: Record<InspectionState, () => string> = {
  scheduled: m.inspections_state_scheduled,
  in_progress: m.inspections_state_in_progress,
  submitted: m.inspections_state_submitted,
  reviewed: m.inspections_state_reviewed,
  missed: m.inspections_state_missed,
  cancelled: m.inspections_state_cancelled,
};

export const KIND_WORDS: Record<InspectionCheckKind, () => string> = {
  major: m.inspections_kind_major,
  minor: m.inspections_kind_minor,
  spot: m.inspections_kind_spot,
  daily: m.inspections_kind_daily,
};

export const SAMPLE_WORDS: Record<InspectionSampleOf, () => string> = {
  cards: m.inspections_sample_of_cards,
  places: m.inspections_sample_of_places,
  lots: m.inspections_sample_of_lots,
};

/** What was drawn, out of how many, by which seed. */
export const sampleWords = ({ of, population, seed, things }: InspectionSample) =>
  m.inspections_sample_drawn({ of: SAMPLE_WORDS[of](), population, count: things.length, seed });

export const LEVEL_WORDS: Record<InspectionLevel, () => string> = {
  self_check: m.inspections_level_self_check,
  recheck: m.inspections_level_recheck,
  general: m.inspections_level_general,
};

export const EVERY_WORDS: Record<InspectionEvery, () => string> = {
  day: m.inspections_every_day,
  week: m.inspections_every_week,
  days: m.inspections_every_days,
  month: m.inspections_every_month,
  term: m.inspections_every_term,
};

export const ITEM_WORDS: Record<ChecklistItemKind, () => string> = {
  yes_no: m.inspections_item_yes_no,
  number: m.inspections_item_number,
  text: m.inspections_item_text,
  photo: m.inspections_item_photo,
};

export const WEEKDAYS = [
  m.inspections_monday,
  m.inspections_tuesday,
  m.inspections_wednesday,
  m.inspections_thursday,
  m.inspections_friday,
  m.inspections_saturday,
  m.inspections_sunday,
] as const;

/** "07:50", on the school's wall. */
const clock = (iso: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(
    new Date(iso),
  );

/** "07:50–08:10". */
export const between = (round: { due_from: string; due_until: string }): string =>
  `${clock(round.due_from)}–${clock(round.due_until)}`;

/** "每周 星期一、星期四". */
export function rhythmWords({ every, weekdays, n, day }: InspectionRhythm): string {
  switch (every) {
    case 'week':
      return m.inspections_on_weekdays({
        days: (weekdays ?? []).map((at) => WEEKDAYS[at - 1]?.() ?? '').join(m.ui_list_separator()),
      });
    case 'days':
      return m.inspections_each_days({ count: n ?? 1 });
    case 'month':
      return m.inspections_on_day({ day: day ?? 1 });
    case 'term':
      return (day ?? 0) < 0
        ? m.inspections_before_term({ days: -(day ?? 0) })
        : m.inspections_after_term({ days: day ?? 0 });
    default:
      return EVERY_WORDS[every]();
  }
}

/** Who goes round: by name, by a role, or whoever may. */
export const performerWords = ({
  performer,
  performer_role: role,
}: Pick<InspectionPlanView, 'performer' | 'performer_role'>): string =>
  performer?.name ?? role?.title ?? m.inspections_anybody();
