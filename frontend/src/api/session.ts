import { readProblem } from './problem';

/**
 * The session lives in HttpOnly cookies, so all this file can do is renew it once when a request
 * is refused with 401, and tell the app when that failed.
 */
const REFRESH = '/api/v1/session/refresh';

/** No secret, and no proof: only that somebody signed in on this device and was not refused since. */
const MARK = 'steward.signed-in';

let refreshing: Promise<boolean> | null = null;
let lost: () => void = () => {};

/** What the app does when the session cannot be renewed (it goes to sign-in). */
export function onSessionLost(handler: () => void): void {
  lost = handler;
}

let prove: (() => Promise<boolean>) | undefined;
let told: () => void;
const known = new Promise<void>((resolve) => {
  told = resolve;
});
/** What asks may still be on its way when the first weighty step is taken. */
const PATIENCE_MS = 5000;

/** How the app asks for PIN, password or passkey when the server wants a fresh proof. */
export function onProofAsked(ask: () => Promise<boolean>): void {
  prove = ask;
  told();
}

export async function proveAgain(): Promise<boolean> {
  if (!prove) {
    await Promise.race([known, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  }
  return prove ? prove() : false;
}

export function sessionLost(): void {
  forgetSession();
  lost();
}

export function rememberSession(): void {
  try {
    localStorage.setItem(MARK, 'yes');
  } catch {
    // Without storage the public pages take everybody for a visitor.
  }
}

export function forgetSession(): void {
  try {
    localStorage.removeItem(MARK);
  } catch {
    // Nothing was kept either.
  }
}

/** Public pages ask who is there only when it can be somebody: a visitor's phone asks nothing in vain. */
export function maybeSignedIn(): boolean {
  try {
    return localStorage.getItem(MARK) !== null;
  } catch {
    return false;
  }
}

/** Single flight: ten requests refused at once renew once. False when the server says no. */
export function refreshSession(send: (request: Request) => Promise<Response>): Promise<boolean> {
  refreshing ??= withTabLock(async () => {
    const request = new Request(new URL(REFRESH, location.origin), { method: 'POST' });
    const answer = await send(request);
    return answer.ok || (await renewedByAnotherTab(answer));
  }).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

/** The other tab's answer with the new cookies is on its way: give it a moment, then they count for both. */
async function renewedByAnotherTab(answer: Response): Promise<boolean> {
  if ((await readProblem(answer)).code !== 'session_renewed') {
    return false;
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
  return true;
}

/** Tokens rotate, so tabs take turns to renew. Plain HTTP has no locks: the server then refuses all but one. */
function withTabLock(task: () => Promise<boolean>): Promise<boolean> {
  return navigator.locks ? navigator.locks.request('steward.refresh', task) : task();
}

/** Sign-in, sign-out and renewal mean what they say with 401: no second attempt there. */
export function mayRefresh(request: Request): boolean {
  const { pathname } = new URL(request.url);
  return !/^\/api\/v1\/(session(\/(refresh|passkey|passkey-options|openid(\/\w+)?))?|setup|sign-in-slips\/redeem)$/.test(
    pathname,
  );
}
