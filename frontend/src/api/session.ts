/**
 * The session lives in HttpOnly cookies, so all this file can do is renew it once when a request
 * is refused with 401, and tell the app when that failed.
 */
const REFRESH = '/api/v1/session/refresh';

let refreshing: Promise<boolean> | null = null;
let lost: () => void = () => {};

/** What the app does when the session cannot be renewed (it goes to sign-in). */
export function onSessionLost(handler: () => void): void {
  lost = handler;
}

export function sessionLost(): void {
  lost();
}

/** Single flight: ten requests refused at once renew once. False when the server says no. */
export function refreshSession(send: (request: Request) => Promise<Response>): Promise<boolean> {
  refreshing ??= withTabLock(async () => {
    const request = new Request(new URL(REFRESH, location.origin), { method: 'POST' });
    return (await send(request)).ok;
  }).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

/** Tokens rotate, so two tabs must not renew at once. Plain HTTP has no locks: the server's grace covers it. */
function withTabLock(task: () => Promise<boolean>): Promise<boolean> {
  return navigator.locks ? navigator.locks.request('steward.refresh', task) : task();
}

/** Sign-in, sign-out and renewal mean what they say with 401: no second attempt there. */
export function mayRefresh(request: Request): boolean {
  const { pathname } = new URL(request.url);
  return pathname !== REFRESH && pathname !== '/api/v1/session' && pathname !== '/api/v1/setup';
}
