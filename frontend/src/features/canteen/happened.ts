import type { CanteenMeal } from '@/api/schema';
import { timeZone } from '@/i18n/format';
import { schoolDay } from '@/i18n/school-day';

/** A moment as the school's clock shows it, for <input type="datetime-local">: "2026-11-24T10:05". */
export function localMoment(at: Date): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(at);
  return parts.replace(' ', 'T');
}

/** What somebody chose there, as an instant; undefined where he left it empty: now. */
export function instantOf(local: string): string | undefined {
  if (!local) {
    return undefined;
  }
  const guess = Date.parse(`${local}:00Z`);
  // What the school's clock shows at that instant of Greenwich tells how far apart they are.
  const apart = Date.parse(`${localMoment(new Date(guess))}:00Z`) - guess;
  return new Date(guess - apart).toISOString();
}

/** When a meal is usually eaten, and its staff checked before the first: where a late entry begins. */
const USUAL: Record<CanteenMeal | 'check', string> = {
  check: '06:30',
  breakfast: '07:30',
  lunch: '12:00',
  dinner: '18:00',
  snack: '10:00',
};

/** What stands in the field of a late entry: the usual time of its day; empty for today, which is now. */
export function lateMoment(day: string | undefined, of: CanteenMeal | 'check' | null): string {
  return day && day < schoolDay() ? `${day}T${USUAL[of ?? 'lunch']}` : '';
}
