import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
// Journeys, first pages and the look at every page run on all four (English a sample of the last); the
// states and steps of single pages on a Chinese phone and an English desktop, the two that differ most.
const walks = /(journeys|first-pages|every-page|ledgers-wizard)\.spec\.ts/;
const ZH_ONLY = /@zh/;
// Of the sample in English (e2e/visits.ts), what is for one size of screen.
const [ON_PHONE, ON_DESKTOP] = [/@en-phone/, /@en-desktop/];
// Over files that are not in the repository: make check-ledgers.
const notHere = process.env.LEDGERS ? [] : [/ledgers-wizard\.spec\.ts/];
const desktop = { viewport: { width: 1440, height: 900 } };

/**
 * Runs against the server at STEWARD_URL (the real binary, or `vite preview` for specs that stub the
 * API). Debian's headless Chromium, no download; a retry would hide a flake, so there is none.
 */
export default defineConfig({
  testDir: 'e2e',
  testIgnore: notHere,
  retries: 0,
  // One more than there are cores: a browser often waits for its page.
  workers: availableParallelism() + 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  use: {
    baseURL: process.env.STEWARD_URL ?? 'http://127.0.0.1:8080',
    serviceWorkers: 'block',
    timezoneId: 'Asia/Shanghai',
    // Recorded, a journey takes a third longer: TRACE=1 when one fails and its list does not say why.
    trace: process.env.TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-dev-shm-usage',
        '--disable-background-networking',
        '--disable-component-update',
        '--no-first-run',
        // A name as in a school's own network, for what is different over plain HTTP.
        '--host-resolver-rules=MAP *.school.lan 127.0.0.1',
      ],
    },
  },
  projects: [
    { name: 'phone-zh', use: { ...phone, locale: 'zh-CN' } },
    { name: 'desktop-zh', testMatch: walks, use: { ...desktop, locale: 'zh-CN' } },
    {
      name: 'phone-en',
      testMatch: walks,
      grepInvert: [ZH_ONLY, ON_DESKTOP],
      use: { ...phone, locale: 'en-US' },
    },
    { name: 'desktop-en', grepInvert: [ZH_ONLY, ON_PHONE], use: { ...desktop, locale: 'en-US' } },
  ],
});
