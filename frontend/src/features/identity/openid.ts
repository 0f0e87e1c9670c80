import { safePath } from './next-path';

/** What this tab keeps while its browser is away at the provider; another tab cannot go on with it. */
interface Visit {
  purpose: 'sign-in' | 'link';
  /** Sealed by the server. */
  ceremony: string;
  /** Where to go when it is done. */
  next: string;
}

/** The browser is back. */
export interface Arrival extends Visit {
  code: string;
  state: string;
}

const KEY = 'steward.openid';

/** Leaves for the provider. */
export function depart(
  url: string,
  visit: Visit,
  leave = (to: string) => window.location.assign(to),
): void {
  sessionStorage.setItem(KEY, JSON.stringify(visit));
  leave(url);
}

/** With what the browser came back, once: the address and the tab forget it. `null` when it left from elsewhere, or brings no code. */
export function arrive(): Arrival | null {
  const said = new URLSearchParams(window.location.search);
  const kept = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  window.history.replaceState(window.history.state, '', window.location.pathname);
  const [code, state] = [said.get('code'), said.get('state')];
  if (!kept || !code || !state) {
    return null;
  }
  const { purpose, ceremony, next } = JSON.parse(kept) as Visit;
  return { purpose, ceremony, next: safePath(next), code, state };
}
