/**
 * What someone typed and could not send yet, kept on this device. Kept per person: tablets in the
 * staff room are shared. Never hand a password to this file.
 */
export interface Draft<V> {
  values: V;
  /** The Idempotency-Key of the attempt; sending again with it can never report twice. */
  key: string;
  savedAt: string;
}

function name(owner: string, form: string): string {
  return `steward.draft.${owner}.${form}`;
}

export function loadDraft<V>(owner: string, form: string): Draft<V> | null {
  try {
    const text = localStorage.getItem(name(owner, form));
    return text ? (JSON.parse(text) as Draft<V>) : null;
  } catch {
    return null;
  }
}

/** False when the device refuses storage (private window, full): the page must then say so. */
export function saveDraft<V>(owner: string, form: string, draft: Draft<V>): boolean {
  try {
    localStorage.setItem(name(owner, form), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(owner: string, form: string): void {
  try {
    localStorage.removeItem(name(owner, form));
  } catch {
    // Nothing was stored, then.
  }
}
