import type {
  InspectionCheckKind,
  InspectionEvery,
  InspectionLevel,
  InspectionPlanBody,
  InspectionPlanView,
} from '@/api/schema';
import { schoolDay } from '@/i18n/school-day';

export type PlanValues = {
  name: string;
  checklist_id: string;
  location_id: string;
  check_kind: InspectionCheckKind;
  level: InspectionLevel;
  every: InspectionEvery;
  weekdays: number[];
  n: string;
  day: string;
  windows: { from: string; to: string }[];
  on_holidays: boolean;
  performer: { id: string; name: string } | null;
  performer_role: string;
  starts_on: string;
  ends_on: string;
  retired: boolean;
};

const EMPTY: Omit<PlanValues, 'checklist_id' | 'starts_on'> = {
  name: '',
  location_id: '',
  check_kind: 'daily',
  level: 'self_check',
  every: 'day',
  weekdays: [1],
  n: '14',
  day: '1',
  windows: [{ from: '07:50', to: '08:10' }],
  on_holidays: false,
  performer: null,
  performer_role: '',
  ends_on: '',
  retired: false,
};

export function planValues(plan: InspectionPlanView | null, checklist: string): PlanValues {
  if (!plan) {
    return { ...EMPTY, checklist_id: checklist, starts_on: schoolDay() };
  }
  const { every, weekdays, n, day } = plan.rhythm;
  return {
    name: plan.name,
    checklist_id: plan.checklist.id,
    location_id: plan.location?.id ?? '',
    check_kind: plan.check_kind,
    level: plan.level,
    every,
    weekdays: weekdays ?? [],
    n: String(n ?? EMPTY.n),
    day: String(day ?? EMPTY.day),
    windows: plan.windows,
    on_holidays: plan.on_holidays,
    performer: plan.performer ?? null,
    performer_role: plan.performer_role?.code ?? '',
    starts_on: plan.starts_on,
    ends_on: plan.ends_on ?? '',
    retired: plan.retired,
  };
}

const whole = (text: string): number | null =>
  /^-?\d{1,4}$/.test(text.trim()) ? Number(text.trim()) : null;

/** Only the numbers of its rhythm go with a plan. */
export function planBody(values: PlanValues): InspectionPlanBody {
  const { every, weekdays, n, day, performer, performer_role: role } = values;
  return {
    name: values.name.trim(),
    checklist_id: values.checklist_id,
    location_id: values.location_id || null,
    check_kind: values.check_kind,
    level: values.level,
    rhythm: {
      every,
      weekdays: every === 'week' ? weekdays : [],
      n: every === 'days' ? whole(n) : null,
      day: every === 'month' || every === 'term' ? whole(day) : null,
    },
    windows: values.windows,
    on_holidays: values.on_holidays,
    performer_id: performer?.id ?? null,
    performer_role: performer ? null : role || null,
    starts_on: values.starts_on || null,
    ends_on: values.ends_on || null,
    retired: values.retired,
  };
}
