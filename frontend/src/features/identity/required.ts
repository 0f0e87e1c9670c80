import { m } from '@/i18n/messages';

/** Only emptiness is judged here; every other rule is the server's, and it names the field. */
export function required(value: string): string | null {
  return value.trim() === '' ? m.ui_required() : null;
}
