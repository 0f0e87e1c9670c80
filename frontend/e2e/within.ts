import type { Page } from '@playwright/test';

interface Router {
  state: { status: string; location: { href: string }; resolvedLocation?: { href: string } };
}

/** Goes there within the product where it is open already, and until its page is the one on the screen. */
export async function goTo(page: Page, origin: string, path: string): Promise<void> {
  const before = page.url().startsWith(origin) ? page.url().slice(origin.length) : path;
  if (before === path) {
    await page.goto(origin + path);
    return;
  }
  await page.mouse.move(0, 0);
  await page.evaluate((to) => history.pushState(null, '', to), path);
  await page.waitForFunction((left) => {
    const { state } = (globalThis as unknown as { __TSR_ROUTER__: Router }).__TSR_ROUTER__;
    const shown = state.resolvedLocation?.href;
    return state.status === 'idle' && shown === state.location.href && shown !== left;
  }, before);
}
