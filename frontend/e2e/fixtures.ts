import { test as base, expect, type Page, type Request } from '@playwright/test';
import axeCore from 'axe-core';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** The rules of these that look at colours. */
const COLOURS = ['color-contrast', 'link-in-text-block'];
const BOTH = ['light', 'dark'] as const;
const MIN_TARGET = 44;

interface Checks {
  /** Asserts that axe finds nothing against WCAG 2.2 A and AA, in the colour schemes given. */
  axe: (...schemes: ('light' | 'dark')[]) => Promise<void>;
  /** Asserts that everything to tap is at least 44 px on phones; no-op on desktops. */
  targets: () => Promise<void>;
  /** Chooses the colour scheme as the person menu would, without leaving the page. */
  scheme: (scheme: 'light' | 'dark') => Promise<void>;
}

interface Quiet {
  /** Messages of the console a test expects, e.g. the browser's own line about a 401. */
  allowConsole: RegExp | null;
  quiet: undefined;
}

/**
 * Every test fails on a console error, a page error or a violation of the content security policy,
 * whatever else it checks.
 */
export const test = base.extend<Checks & Quiet>({
  allowConsole: [null, { option: true }],

  quiet: [
    async ({ page, allowConsole }, use) => {
      const faults = await faultsOf(page);
      faults.length = 0;
      await use(undefined);
      expect(faults.filter((fault) => !isAllowed(fault, allowConsole))).toEqual([]);
    },
    { auto: true },
  ],

  scheme: async ({ page }, use) => {
    await use((scheme) => setScheme(page, scheme));
  },

  axe: async ({ page }, use) => {
    await use(async (...schemes) => {
      // Once a page: the source is half a megabyte.
      const there = await page.evaluate(() => 'axe' in globalThis);
      if (!there) await page.evaluate(axeCore.source);
      for (const [index, scheme] of (schemes.length > 0 ? schemes : BOTH).entries()) {
        await setScheme(page, scheme);
        await page.evaluate(settled);
        // What is no matter of colour is the same in the second one.
        const findings = await page.evaluate(violations, index > 0 ? COLOURS : WCAG);
        expect(findings.map((finding) => `${scheme} ${finding}`)).toEqual([]);
      }
    });
  },

  targets: async ({ page, isMobile }, use) => {
    await use(async () => {
      if (isMobile) {
        expect(await page.evaluate(smallTargets, MIN_TARGET)).toEqual([]);
      }
    });
  },
});

const known = new WeakMap<Page, string[]>();

/** What goes wrong in a page from now on. A page that several tests look at is listened to once. */
async function faultsOf(page: Page): Promise<string[]> {
  const before = known.get(page);
  if (before) return before;
  const faults: string[] = [];
  known.set(page, faults);
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`${CONSOLE}${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`page: ${error.message}`));
  await page.exposeFunction('reportViolation', (text: string) => faults.push(`csp: ${text}`));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report = (window as unknown as { reportViolation: (text: string) => void })
        .reportViolation;
      report(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return faults;
}

const CONSOLE = 'console: ';

function isAllowed(fault: string, allowed: RegExp | null): boolean {
  return fault.startsWith(CONSOLE) && (allowed?.test(fault.slice(CONSOLE.length)) ?? false);
}

/** Runs in the page: what axe finds against tags or rules, one line for each element. */
async function violations(of: string[]): Promise<string[]> {
  const { axe } = globalThis as unknown as { axe: typeof axeCore };
  const found = await axe.run(document, { runOnly: of, resultTypes: ['violations'] });
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`),
  );
}

async function setScheme(page: Page, scheme: 'light' | 'dark'): Promise<void> {
  await page.evaluate((value) => {
    document.documentElement.setAttribute('data-mantine-color-scheme', value);
  }, scheme);
}

/**
 * Runs in the page, until its colours have arrived: under reduced motion every element has a transition of
 * 0.01 ms, which walks down the inherited colours one level a frame (base.css). What turns for ever is no colour.
 */
async function settled(): Promise<void> {
  const ends = ({ effect }: Animation) =>
    effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY;
  for (let quiet = 0; quiet < 3; ) {
    await new Promise(requestAnimationFrame);
    quiet = document.getAnimations().some(ends) ? 0 : quiet + 1;
  }
}

/**
 * Runs in the page. A label counts as the target of its control, an ::after layer of a card's link as
 * the card; links inside running text are exempt (WCAG 2.5.8).
 */
function smallTargets(min: number): string[] {
  function targetOf(element: HTMLElement): Element {
    const layer = getComputedStyle(element, '::after');
    const stretched = layer.position === 'absolute' && layer.content !== 'none';
    return element.closest(stretched ? 'li, tr' : 'label') ?? element;
  }
  function exempt(element: HTMLElement): boolean {
    const inText = element.matches('p a');
    return inText || element.matches('[class*="skip"]') || !element.checkVisibility();
  }
  const selector = 'a[href], button, summary, select, input, textarea, [role="button"]';
  return (
    [...document.querySelectorAll<HTMLElement>(selector)]
      .filter((element) => !exempt(element))
      .map((element) => ({ element, box: targetOf(element).getBoundingClientRect() }))
      // Half a pixel of rounding is no thumb's business.
      .filter(({ box }) => box.height < min - 0.5 || box.width < min - 0.5)
      .map(({ element, box }) => `${box.width}×${box.height} ${element.outerHTML.slice(0, 120)}`)
  );
}

/** Waits until nothing that the page asked for is on its way, and a moment for what an answer asks in turn. */
export function allAnswered(page: Page): () => Promise<void> {
  const asked = new Set<Request>();
  let last = Date.now();
  const begun = (request: Request) => {
    asked.add(request);
    last = Date.now();
  };
  const ended = (request: Request) => {
    asked.delete(request);
    last = Date.now();
  };
  page.on('request', begun).on('requestfinished', ended).on('requestfailed', ended);
  return async () => {
    const silent = () => asked.size === 0 && Date.now() - last > 100;
    await expect.poll(silent, { intervals: [30], timeout: 20_000 }).toBe(true);
    page.off('request', begun).off('requestfinished', ended).off('requestfailed', ended);
  };
}

export { expect };
