import { timeZone } from '@/i18n/format';

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
