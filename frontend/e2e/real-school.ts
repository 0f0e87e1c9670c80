import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { renameSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { APIRequestContext, Page, PlaywrightWorkerArgs } from '@playwright/test';
import { test as base, expect } from './fixtures';
import { copyOf, madeOnce, newFolder } from './made-once';

/** Leads to this machine by a rule of the browser (playwright.config.ts). */
const SCHOOL_HOST = 'zongwu.school.lan';

export const PASSWORD = 'stone-bridge-42';

/** The real product for one test: its own data folder, its own clock, gone afterwards. */
export interface RealSchool {
  url: string;
  /** The same server by its name in the school's network: over plain HTTP, so browsers do not trust it as they do 127.0.0.1. */
  outside: string;
  setupToken: string;
  /** Sets the school up over the API, for journeys that begin later; or a district, of which there are schools to be added. */
  setUp: (kind?: 'school' | 'district') => Promise<void>;
  /** Adds somebody with roles (confirmed by the second key); signs in as `login`. */
  person: (name: string, login: string, roles: string[]) => Promise<string>;
  /** Calls the API as the person; fails on any refusal. */
  api: (
    login: string,
    method: string,
    path: string,
    body?: unknown,
    version?: number,
  ) => Promise<Json>;
  /** The session of somebody who has signed in, for pages that begin inside. */
  cookies: (login: string) => Promise<{ name: string; value: string; url: string }[]>;
  /** Signs somebody in through the page. */
  signIn: (page: Page, login: string) => Promise<void>;
  /** Moves the clock and lets the product do what it does by itself at that hour. */
  advance: (days: number) => Promise<void>;
  /** Pulls the plug. */
  halt: () => Promise<void>;
  /** Pulls the plug, and starts the product again at the same address. */
  restart: () => Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into, not typed, in journeys.
type Json = any;

/** Waits for the lines that the server prints when it is ready. */
async function readyLines(child: ChildProcess): Promise<Map<string, string>> {
  const lines = new Map<string, string>();
  if (!child.stdout) throw new Error('the test server has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const [key, value] = line.split(' ');
    if (key && value) lines.set(key, value);
    if (lines.has('control')) return lines;
  }
  throw new Error('the test server ended before it was ready');
}

interface Started {
  child: ChildProcess;
  lines: Map<string, string>;
}

async function start(
  data: string,
  listen: string,
  control: string,
  more: string[],
): Promise<Started> {
  const program = process.env.STEWARD_TEST_SERVER;
  if (!program) throw new Error('STEWARD_TEST_SERVER is not set: run scripts/journeys.sh');
  const where = ['--data', data, '--web', 'dist', '--listen', listen, '--control', control];
  const child = spawn(program, [...where, ...more], { stdio: ['ignore', 'pipe', 'ignore'] });
  return { child, lines: await readyLines(child) };
}

/** The data of a product that was started once and has no school yet: its migrations are three quarters of what a start costs. */
async function migrated(): Promise<string> {
  return copyOf(
    await madeOnce('migrated', async (folder) => {
      const data = newFolder();
      const { child } = await start(data, '127.0.0.1:0', '127.0.0.1:0', []);
      // In peace, so that there is no journal to copy and to read.
      await stop(child, 'SIGTERM');
      renameSync(data, folder);
    }),
  );
}

async function stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

/**
 * Starts the product on a folder, one without a school unless said; `close` stops it and takes the folder away. `more` are switches
 * of the test server.
 */
export async function openSchool(
  playwright: PlaywrightWorkerArgs['playwright'],
  more: string[] = [],
  given?: string,
): Promise<{ school: RealSchool; close: () => Promise<void> }> {
  const data = given ?? (await migrated());
  let { child, lines } = await start(data, '127.0.0.1:0', '127.0.0.1:0', more);
  const control = lines.get('control') ?? '';
  const listening = lines.get('listening') ?? '';
  const url = `http://${listening}`;
  const setupToken = lines.get('setup-token') ?? '';
  const request = await playwright.request.newContext({ baseURL: url });
  const halt = () => stop(child);
  return {
    school: {
      ...schoolAt(url, setupToken, request, `http://${control}`),
      halt,
      restart: async () => {
        await halt();
        ({ child, lines } = await start(data, listening, control, more));
      },
    },
    close: async () => {
      await request.dispose();
      child.kill('SIGKILL');
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/**
 * Nobody is signed in on this device any more. The page is left first: what it still asks for would be refused, and the
 * browser says so on the console.
 */
export async function forgetWho(page: Page): Promise<void> {
  await page.goto('about:blank');
  await page.context().clearCookies();
}

export const test = base.extend<{ school: RealSchool }>({
  school: async ({ playwright }, use) => {
    const { school, close } = await openSchool(playwright);
    await use(school);
    await close();
  },
});

function schoolAt(
  url: string,
  setupToken: string,
  request: APIRequestContext,
  control: string,
): Omit<RealSchool, 'halt' | 'restart'> {
  const tokens = new Map<string, string>();

  async function token(login: string): Promise<string> {
    const known = tokens.get(login);
    if (known) return known;
    const answer = await request.post('/api/v1/session', { data: { login, password: PASSWORD } });
    expect(answer.status(), await answer.text()).toBe(200);
    const cookie =
      answer.headersArray().find((h) => h.value.startsWith('steward_access='))?.value ?? '';
    const value = cookie.slice('steward_access='.length).split(';')[0] ?? '';
    tokens.set(login, value);
    return value;
  }

  async function api(
    login: string,
    method: string,
    path: string,
    body?: unknown,
    version?: number,
  ): Promise<Json> {
    const headers: Record<string, string> = { authorization: `Bearer ${await token(login)}` };
    if (version !== undefined) headers['if-match'] = `"${version}"`;
    // Required where stock or money move, taken everywhere else.
    if (method === 'POST') headers['idempotency-key'] = randomUUID();
    const answer = await request.fetch(`/api/v1${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { data: body }),
    });
    expect(answer.ok(), `${method} ${path}: ${await answer.text()}`).toBe(true);
    return answer.status() === 204 ? null : answer.json();
  }

  const outside = url.replace('127.0.0.1', SCHOOL_HOST);
  return {
    url,
    outside,
    setupToken,
    api,
    async setUp(kind = 'school') {
      const person = (name: string, staff_no: string) => ({ name, staff_no, password: PASSWORD });
      const answer = await request.post('/api/v1/setup', {
        data: {
          token: setupToken,
          school: { name: kind === 'school' ? '青禾小学' : '东城学区', kind, public_url: outside },
          administrator: person('林管理', 'A001'),
          second_key_holder: person('董校长', 'P001'),
        },
      });
      expect(answer.status(), await answer.text()).toBe(201);
    },
    async person(name, login, roles) {
      const person = await api('A001', 'POST', '/people', { name, staff_no: login });
      await api('A001', 'POST', `/people/${person.id}/account`, { password: PASSWORD });
      for (const role of roles) {
        const grant = await api('A001', 'POST', `/people/${person.id}/role-grants`, { role });
        if (grant.pending)
          await api('P001', 'POST', `/role-grants/${grant.id}/confirm`, {}, grant.version);
      }
      return person.id;
    },
    async cookies(login) {
      return [{ name: 'steward_access', value: await token(login), url }];
    },
    async signIn(page, login) {
      await page.goto(`${url}/sign-in`);
      await page.locator("[data-path='login']").fill(login);
      await page.locator("[data-path='password']").fill(PASSWORD);
      await page.locator('button[type="submit"]').click();
      await expect(page).not.toHaveURL(/sign-in/);
    },
    async advance(days) {
      // A moved clock ends access tokens; whoever goes on is signed in anew.
      tokens.clear();
      const answer = await request.post(
        `${control}/clock/advance?seconds=${Math.round(days * 86_400)}`,
      );
      expect(answer.ok(), await answer.text()).toBe(true);
    },
  };
}

export { expect };
