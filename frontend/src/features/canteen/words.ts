import type {
  CanteenCheckRhythm,
  CanteenIncidentState,
  CanteenLight,
  CanteenMeal,
  CanteenMode,
  CanteenRecordKind,
  CanteenSheetKind,
  CanteenSurveyAudience,
  CanteenSymptom,
  CanteenTodayWhat,
  DisinfectionMethod,
  HealthCertificateStanding,
  InspectionState,
  MealRating,
  OutsideAuthority,
  OutsideResult,
} from '@/api/schema';
import { m } from '@/i18n/messages';
import type { Tone } from '@/ui/StatusBadge';

export const MEAL_WORDS: Record<CanteenMeal, () => string> = {
  breakfast: m.canteen_meal_breakfast,
  lunch: m.canteen_meal_lunch,
  dinner: m.canteen_meal_dinner,
  snack: m.canteen_meal_snack,
};

export const MODE_WORDS: Record<CanteenMode, () => string> = {
  own: m.canteen_mode_own,
  contracted: m.canteen_mode_contracted,
  delivered: m.canteen_mode_delivered,
};

export const KIND_WORDS: Record<CanteenRecordKind, () => string> = {
  morning_check: m.canteen_kind_morning_check,
  food_sample: m.canteen_kind_food_sample,
  disinfection: m.canteen_kind_disinfection,
  accompanied_meal: m.canteen_kind_accompanied_meal,
  leftovers: m.canteen_kind_leftovers,
  training: m.canteen_kind_training,
  survey: m.canteen_kind_survey,
};

/**
 * The tables in the order in which they are chosen: first those of a county's eleven, by number.
 */
export const SHEET_WORDS: Record<CanteenSheetKind, () => string> = {
  staple_receipt: m.canteen_sheet_staple_receipt,
  staple_issue: m.canteen_sheet_staple_issue,
  non_staple_receipt: m.canteen_sheet_non_staple_receipt,
  non_staple_issue: m.canteen_sheet_non_staple_issue,
  menu: m.canteen_sheet_menu,
  accompanied_meal: m.canteen_sheet_accompanied_meal,
  food_sample: m.canteen_sheet_food_sample,
  disinfection: m.canteen_sheet_disinfection,
  daily_check: m.canteen_sheet_daily_check,
  training: m.canteen_sheet_training,
  pupil_signatures: m.canteen_sheet_pupil_signatures,
  morning_check: m.canteen_kind_morning_check,
  leftovers: m.canteen_kind_leftovers,
  health_certificates: m.canteen_certificates,
  meetings: m.canteen_meetings,
  survey: m.canteen_kind_survey,
  outside_inspections: m.canteen_outside,
};

/** Tables that say whether somebody is well. */
export const HEALTH_SHEETS: CanteenSheetKind[] = ['morning_check', 'health_certificates'];

export const SYMPTOM_WORDS: Record<CanteenSymptom, () => string> = {
  fever: m.canteen_symptom_fever,
  diarrhoea: m.canteen_symptom_diarrhoea,
  vomiting: m.canteen_symptom_vomiting,
  cough: m.canteen_symptom_cough,
  sore_throat: m.canteen_symptom_sore_throat,
  jaundice: m.canteen_symptom_jaundice,
  skin_infection: m.canteen_symptom_skin_infection,
  wound: m.canteen_symptom_wound,
};

export const METHOD_WORDS: Record<DisinfectionMethod, () => string> = {
  steam: m.canteen_method_steam,
  infrared: m.canteen_method_infrared,
  chlorine: m.canteen_method_chlorine,
  boiling: m.canteen_method_boiling,
  ultraviolet: m.canteen_method_ultraviolet,
};

export const RATING_WORDS: Record<MealRating, () => string> = {
  good: m.canteen_rating_good,
  fair: m.canteen_rating_fair,
  poor: m.canteen_rating_poor,
};

export const STANDING_WORDS: Record<HealthCertificateStanding, () => string> = {
  unverified: m.canteen_standing_unverified,
  valid: m.canteen_standing_valid,
  expiring: m.canteen_standing_expiring,
  expired: m.canteen_standing_expired,
  suspended: m.canteen_standing_suspended,
  withdrawn: m.canteen_standing_withdrawn,
};

export const STANDING_TONES: Record<HealthCertificateStanding, Tone> = {
  unverified: 'waiting',
  valid: 'done',
  expiring: 'waiting',
  expired: 'alarm',
  suspended: 'waiting',
  withdrawn: 'off',
};

export const WHAT_WORDS: Record<CanteenTodayWhat, () => string> = {
  morning_check: m.canteen_kind_morning_check,
  menu: m.canteen_menu,
  samples: m.canteen_kind_food_sample,
  samples_due: m.canteen_what_samples_due,
  samples_loose: m.canteen_what_samples_loose,
  disinfection: m.canteen_kind_disinfection,
  accompanied_meal: m.canteen_kind_accompanied_meal,
  daily_control: m.canteen_check_daily,
  weekly_check: m.canteen_check_weekly,
  certificates: m.canteen_certificates,
  monthly_meeting: m.canteen_meeting,
  licences: m.canteen_what_licences,
  lots: m.canteen_what_lots,
  outside_findings: m.canteen_what_outside_findings,
  incidents: m.canteen_incident,
  consistency: m.canteen_consistency,
  closed: m.canteen_what_closed,
};

export const LIGHT_WORDS: Record<CanteenLight, () => string> = {
  green: m.canteen_light_green,
  amber: m.canteen_light_amber,
  red: m.canteen_light_red,
};

export const LIGHT_TONES: Record<CanteenLight, Tone> = {
  green: 'done',
  amber: 'waiting',
  red: 'alarm',
};

export const CHECK_WORDS: Record<CanteenCheckRhythm, () => string> = {
  daily: m.canteen_check_daily,
  weekly: m.canteen_check_weekly,
};

export const ROUND_TONES: Record<InspectionState, Tone> = {
  scheduled: 'idle',
  in_progress: 'held',
  submitted: 'done',
  reviewed: 'done',
  missed: 'alarm',
  cancelled: 'off',
};

export const INCIDENT_TONES: Record<CanteenIncidentState, Tone> = {
  stopped: 'alarm',
  reported: 'waiting',
  investigating: 'held',
  closed: 'done',
  false_alarm: 'off',
};

export const AUDIENCE_WORDS: Record<CanteenSurveyAudience, () => string> = {
  pupils: m.canteen_survey_pupils,
  teachers: m.canteen_survey_teachers,
  parents: m.canteen_survey_parents,
};

export const AUTHORITY_WORDS: Record<OutsideAuthority, () => string> = {
  market: m.canteen_authority_market,
  education: m.canteen_authority_education,
  health: m.canteen_authority_health,
  fire: m.canteen_authority_fire,
  other: m.canteen_authority_other,
};

export const RESULT_WORDS: Record<OutsideResult, () => string> = {
  pass: m.canteen_result_pass,
  rectify: m.canteen_result_rectify,
  penalty: m.canteen_result_penalty,
};

export const RESULT_TONES: Record<OutsideResult, Tone> = {
  pass: 'done',
  rectify: 'waiting',
  penalty: 'alarm',
};

/** The choices of a field, from its words. */
export const choices = <T extends string>(words: Record<T, () => string>) =>
  (Object.keys(words) as T[]).map((value) => ({ value, label: words[value]() }));
