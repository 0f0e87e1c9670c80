import { baseLocale, getLocale, isLocale, setLocale } from './paraglide/runtime.js';

/** The two languages the product speaks. Chinese is the base: every text exists there first. */
export type Language = 'zh-CN' | 'en';

const STORAGE_KEY = 'steward.language';
const listeners = new Set<() => void>();

export function language(): Language {
  return getLocale();
}

/** Takes over what /boot.js decided before the first paint. */
export function adoptDocumentLanguage(): void {
  const lang = document.documentElement.lang;
  setLocale(isLocale(lang) ? lang : baseLocale, { reload: false });
}

/** Switches without a reload; <LanguageBoundary> re-creates everything below it. */
export function switchLanguage(next: Language): void {
  if (next === language()) {
    return;
  }
  setLocale(next, { reload: false });
  document.documentElement.lang = next;
  try {
    localStorage.setItem(STORAGE_KEY, next);
  } catch {
    // Private windows may refuse storage; the choice then lasts until the tab closes.
  }
  for (const listener of listeners) {
    listener();
  }
}

export function onLanguageChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
