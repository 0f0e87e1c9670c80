import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { budgetSenders } from './budget-senders';
import { canteenSenders } from './canteen-senders';
import { allAnswered, expect, test } from './fixtures';
import { openFurnished } from './furnished-once';
import type { FurnishedSchool } from './furnished-school';
import { inspectionSenders } from './inspection-senders';
import { ledgerSenders } from './ledger-senders';
import { approvalSenders } from './meetings';
import { officeSenders } from './office-senders';
import { orderSenders } from './order-senders';
import { paperSenders } from './paper-senders';
import { pettySenders } from './petty-senders';
import type { RealSchool } from './real-school';
import { receiptSenders } from './receipt-senders';
import { type Body, operationsWithTexts, type Sender } from './script-payloads';
import { plant, type Raw } from './script-planting';
import { WALKS } from './script-walks';
import { stockSenders } from './stock-senders';
import { supplierSenders } from './supplier-senders';
import { goTo } from './within';
import { worthSenders } from './worth-senders';

// H01: script payloads in every text field that the API takes, then every page that can be walked to: nothing runs,
// and the policy has nothing to report. The fields are found in the API's description.
test.describe.configure({ timeout: 180_000 });

/** Operations whose texts are shown to nobody, or are a choice among known words. */
const SHOWN_NOWHERE: Record<string, string> = {
  'POST /session': 'credentials',
  'POST /setup': 'once, before the school is there; the same fields as a person and the school',
  'POST /me/password': 'credentials',
  'POST /people/{id}/account': 'credentials',
  'POST /session/step-up': 'credentials',
  'POST /me/schools': 'credentials',
  'PUT /me/pin': 'credentials',
  'POST /session/passkey': 'credentials',
  'POST /session/openid': 'credentials',
  'POST /session/openid/proof': 'what a provider said, sealed or opaque',
  'POST /me/openid': 'what a provider said, sealed or opaque',
  'POST /me/openid/authorization': 'credentials',
  'POST /me/passkeys/options': 'credentials',
  'POST /me/passkeys': 'needs the answer of a device; its name is shown to its owner only',
  'POST /password-resets': 'a name to look for; nothing of it is kept',
  'POST /mail-addresses/confirm': 'credentials',
  'POST /me/mail-address': 'needs a mail server; shown to its owner and in letters only',
  'POST /me/totp': 'credentials',
  'POST /me/totp/confirm': 'credentials',
  'POST /me/totp/remove': 'credentials',
  'POST /schools': 'only in a district; the same fields as a person and the school',
  'POST /people/{id}/role-grants': 'a choice among roles',
  'POST /sign-in-slips/owner': 'credentials',
  'POST /sign-in-slips/redeem': 'credentials',
  'POST /rosters': 'a choice among roles; names come from the file',
  'POST /asset-exports': 'a choice among columns',
  'POST /class-advances': 'a checksum',
  'POST /imports/dry-run': 'names of sheets, answered to the caller only',
  'POST /imports/comparisons': 'names of sheets, answered to the caller only',
  'POST /imports': 'names of sheets; texts come from the file',
  'POST /export-templates': 'needs a form of the bureau: its own journey',
  'PUT /export-templates/{id}': 'needs a form of the bureau: its own journey',
  'POST /imports/{id}/undo': 'needs an import: its own journey',
  'POST /depreciation-runs': 'a month',
  'POST /depreciation-runs/{id}/compare': 'numbers of cards that are there',
  'POST /depreciation-runs/{id}/close': 'once a month, for good: its own journey',
};

/** How each operation is called; made anew for each call where it uses up what it is called on. */
function senders(
  school: RealSchool,
  furnished: FurnishedSchool,
): Record<string, () => Promise<Sender>> {
  const { api } = school;
  const { room, asset, person, sign } = furnished;
  const fresh = async (path: string, by = 'Z001') => (await api(by, 'GET', path)).version as number;
  const card = { name: '课椅', category_code: 'A05010304', quantity: '4' };
  const newCard = async () => (await api('Z001', 'POST', '/assets', card)).id as string;
  const newCase = async () => {
    const body = { location_id: room, faults: [{ category: 'other', danger: false }] };
    return (await api('Z001', 'POST', '/repair-cases', body)).items[0];
  };
  const step = async (id: string, act: string, body: Body) =>
    api('Z001', 'POST', `/repair-cases/${id}/${act}`, body, await fresh(`/repair-cases/${id}`));
  const fixed = async () => {
    const { id } = await newCase();
    await step(id, 'finish', { damage: 'natural_wear' });
    return id as string;
  };
  const at = (act: string, of: () => Promise<string>, body: Body) => async () => {
    const id = await of();
    return {
      by: 'Z001',
      path: `/repair-cases/${id}/${act}`,
      body,
      version: await fresh(`/repair-cases/${id}`),
    };
  };
  const open = async () => (await newCase()).id as string;
  const photo = async () => {
    const answer = await fetch(`${furnished.url}/api/v1/uploads`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${furnished.office[0]?.value}`,
        'content-type': 'text/plain',
        'file-name': 'a.txt',
      },
      body: `note ${randomUUID()}`,
    });
    return ((await answer.json()) as { id: string }).id;
  };
  const zone = async () => {
    const body = { kind: 'zone', name: `院 ${randomUUID()}` };
    return (await api('A001', 'POST', '/locations', body)) as { id: string; version: number };
  };
  const coded = async () => {
    const answer = await fetch(`${furnished.url}/api/v1/signs/${sign}/repair-cases`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ faults: [{ category: 'other', danger: false }] }),
    });
    const { cases } = (await answer.json()) as { cases?: { follow_up_code: string }[] };
    return cases?.[0]?.follow_up_code ?? furnished.followUp;
  };
  const due = { kind: 'inspection', due_on: '2027-09-01' };
  const newDue = async () =>
    (await api('Z001', 'POST', `/assets/${asset}/due-dates`, due)) as {
      id: string;
      version: number;
    };
  let days = 0;
  const standIn = (role: string) => {
    // The same days are not handed over twice, and the first is tomorrow at the school too, where it may be a day later
    // than here: who stands in for an approver today buys nothing.
    days += 1;
    const on = new Date(Date.now() + (days + 1) * 86_400_000).toISOString().slice(0, 10);
    return { to_id: person, roles: [role], starts_on: on, ends_on: on, reason: 'x' };
  };
  const robot = {
    kind: 'wecom',
    name: '群',
    address: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1',
    topics: [],
  };
  const wish = () => ({
    purpose: '换窗帘',
    fund: 'public',
    // Each of its own: what is asked for twice is added up.
    lines: [{ name: `帘 ${randomUUID()}`, unit: '幅', quantity: '1', unit_price: '1.00' }],
  });
  const drafted = () => api('W001', 'POST', '/purchase-requests', wish());
  const asked = async () => {
    const { id, version } = await drafted();
    const submit = `/purchase-requests/${id}/submit`;
    return (await api('W001', 'POST', submit, {}, version)).approval_id as string;
  };
  const simple = (by: string | null, path: string, body: Body) => async () => ({ by, path, body });
  return {
    'POST /people': simple('A001', '/people', { name: '某人' }),
    'PATCH /people/{id}': async () => ({
      by: 'A001',
      path: `/people/${person}`,
      body: {},
      version: await fresh(`/people/${person}`, 'A001'),
    }),
    'POST /purchase-requests': async () => ({
      by: 'W001',
      path: '/purchase-requests',
      body: wish(),
    }),
    'PUT /purchase-requests/{id}': async () => {
      const { id, version } = await drafted();
      return { by: 'W001', path: `/purchase-requests/${id}`, body: wish(), version };
    },
    'POST /purchase-requests/{id}/submit': async () => {
      const { id, version } = await drafted();
      return { by: 'W001', path: `/purchase-requests/${id}/submit`, body: {}, version };
    },
    'POST /purchase-requests/{id}/cancel': async () => {
      const { id, version } = await drafted();
      return {
        by: 'W001',
        path: `/purchase-requests/${id}/cancel`,
        body: { reason: 'x' },
        version,
      };
    },
    ...stockSenders(school, person),
    ...inspectionSenders(school),
    ...canteenSenders(
      school,
      new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date()),
    ),
    ...approvalSenders(school),
    ...supplierSenders(api, asked),
    ...orderSenders(school, asked),
    ...pettySenders(school),
    ...budgetSenders(api),
    ...worthSenders(api, asset),
    ...ledgerSenders(),
    ...officeSenders(school, furnished),
    ...receiptSenders(school, asked),
    ...paperSenders(school),
    'POST /me/delegations': async () => ({
      by: 'Z001',
      path: '/me/delegations',
      body: standIn('logistics_director'),
    }),
    'POST /people/{id}/delegations': async () => ({
      by: 'P001',
      path: `/people/${(await api('Z001', 'GET', '/me')).person.id}/delegations`,
      body: standIn('head_custodian'),
    }),
    'PUT /roles/{code}/label': async () => {
      const all = (await api('A001', 'GET', '/roles')).items;
      const { version } = all.find((role: { code: string }) => role.code === 'auditor');
      return { by: 'A001', path: '/roles/auditor/label', body: {}, version };
    },
    'PUT /school-address': async () => ({
      by: 'A001',
      path: '/school-address',
      body: {},
      version: await fresh('/school-address', 'A001'),
    }),
    'POST /locations': simple('A001', '/locations', { kind: 'zone', name: '院' }),
    'PATCH /locations/{id}': async () => {
      const { id, version } = await zone();
      return { by: 'A001', path: `/locations/${id}`, body: {}, version };
    },
    'POST /locations/generate': simple('A001', '/locations/generate', {
      building: '楼',
      floors: 1,
      rooms_per_floor: 1,
    }),
    'POST /locations/{id}/close': async () => {
      const { id, version } = await zone();
      return { by: 'A001', path: `/locations/${id}/close`, body: { reason: 'x' }, version };
    },
    'POST /locations/{id}/move': async () => {
      const { id, version } = await zone();
      const body = { parent_id: furnished.building, reason: 'x' };
      return { by: 'A001', path: `/locations/${id}/move`, body, version };
    },
    'PUT /calendar-days/{day}': async () => {
      const day = `2027-0${1 + Math.floor(Math.random() * 9)}-1${Math.floor(Math.random() * 10)}`;
      const path = `/calendar-days/${day}`;
      return { by: 'A001', path, body: { kind: 'holiday', name: '运动会' }, version: 0 };
    },
    'PUT /policies/{key}': async () => {
      const all = (await api('A001', 'GET', '/policies')).items;
      const key = 'purchase.two_buyers_from';
      const { version } = all.find((policy: { key: string }) => policy.key === key);
      const body = { value: '300.00', valid_from: '2030-01-01', source: 'x', reason: 'x' };
      return { by: 'A001', path: `/policies/${key}`, body, version };
    },
    'POST /notice-channels': simple('A001', '/notice-channels', robot),
    'PATCH /notice-channels/{id}': async () => {
      // A school has only so many: the one that is there is changed over and over.
      const [known] = (await api('A001', 'GET', '/notice-channels')).items;
      const { id, version } = known ?? (await api('A001', 'POST', '/notice-channels', robot));
      return { by: 'A001', path: `/notice-channels/${id}`, body: {}, version };
    },
    'PUT /me/notice-preferences': async () => ({
      by: 'Z001',
      path: '/me/notice-preferences',
      body: { mail: 'off' },
      version: await fresh('/me/notice-preferences'),
    }),
    'POST /saved-views': simple('Z001', '/saved-views', {
      list: 'assets',
      name: '看',
      query: 'status=idle',
    }),
    'PATCH /saved-views/{id}': async () => {
      const body = { list: 'assets', name: `看 ${randomUUID()}`, query: 'status=idle' };
      const { id, version } = await api('Z001', 'POST', '/saved-views', body);
      return { by: 'Z001', path: `/saved-views/${id}`, body: {}, version };
    },
    'POST /import-mappings': simple('Z001', '/import-mappings', {
      name: '旧系统',
      heads: ['名称'],
      options: {},
    }),
    'PUT /import-mappings/{id}': async () => {
      const body = { name: `旧 ${randomUUID()}`, heads: [`名称 ${randomUUID()}`], options: {} };
      const { id, version } = await api('Z001', 'POST', '/import-mappings', body);
      return { by: 'Z001', path: `/import-mappings/${id}`, body, version };
    },
    'POST /assets': simple('Z001', '/assets', card),
    'POST /assets/batches': simple('Z001', '/assets/batches', { card, count: 1 }),
    'PATCH /assets/{id}': async () => ({
      by: 'Z001',
      path: `/assets/${asset}`,
      body: {},
      version: await fresh(`/assets/${asset}`),
    }),
    'POST /asset-edits': async () => ({
      by: 'Z001',
      path: '/asset-edits',
      body: { asset_ids: [await newCard()], change: { unit: '把' }, dry_run: true },
    }),
    'POST /asset-labels': simple('Z001', '/asset-labels', { asset_ids: [asset] }),
    'POST /asset-moves': async () => ({
      by: 'Z001',
      path: '/asset-moves',
      body: {
        items: [{ asset_id: await newCard(), version: 1 }],
        location_id: room,
        reason: 'x',
      },
    }),
    'POST /assets/{id}/split': async () => ({
      by: 'Z001',
      path: `/assets/${await newCard()}/split`,
      body: { quantity: '1', reason: 'x' },
      version: 1,
    }),
    'POST /assets/{id}/void': async () => ({
      by: 'Z001',
      path: `/assets/${await newCard()}/void`,
      body: { reason: 'x' },
      version: 1,
    }),
    'POST /assets/{id}/attachments': async () => ({
      by: 'Z001',
      path: `/assets/${asset}/attachments`,
      body: { upload_ids: [await photo()], kind: 'document' },
    }),
    'POST /assets/{id}/due-dates': simple('Z001', `/assets/${asset}/due-dates`, due),
    'PATCH /asset-due-dates/{id}': async () => {
      const { id, version } = await newDue();
      return { by: 'Z001', path: `/asset-due-dates/${id}`, body: {}, version };
    },
    'POST /asset-due-dates/{id}/done': async () => {
      const { id, version } = await newDue();
      const body = { done_on: '2026-11-01' };
      return { by: 'Z001', path: `/asset-due-dates/${id}/done`, body, version };
    },
    'POST /repair-cases': simple('Z001', '/repair-cases', {
      location_id: room,
      faults: [{ category: 'other', danger: false }],
      on_behalf: { name: '门卫', channel: 'phone' },
      fixed_on_the_spot: { damage: 'natural_wear' },
    }),
    'POST /repair-cases/{id}/attachments': async () => ({
      by: 'Z001',
      path: `/repair-cases/${furnished.atWork}/attachments`,
      body: { upload_ids: [await photo()], kind: 'document' },
    }),
    'POST /repair-cases/{id}/joins': async () => ({
      by: 'Z001',
      path: `/repair-cases/${furnished.atWork}/joins`,
      body: {},
    }),
    'POST /repair-cases/{id}/wait': at('wait', open, { on: 'material', note: 'x' }),
    'POST /repair-cases/{id}/defer': at('defer', open, { until: '2027-01-01', reason: 'x' }),
    'POST /repair-cases/{id}/finish': at('finish', open, { damage: 'natural_wear' }),
    'POST /repair-cases/{id}/reject': at('reject', open, { reason: 'x' }),
    'POST /repair-cases/{id}/cancel': at('cancel', open, {}),
    'POST /repair-cases/{id}/refuse': at('refuse', fixed, { reason: 'x' }),
    'POST /repair-cases/{id}/reopen': at(
      'reopen',
      async () => {
        const id = await fixed();
        await school.api('P001', 'GET', `/repair-cases/${id}`);
        return id;
      },
      { reason: 'x' },
    ),
    'POST /signs/{code}/repair-cases': simple(null, `/signs/${sign}/repair-cases`, {
      faults: [{ category: 'other', danger: false }],
    }),
    'POST /signs/{code}/joins': async () => {
      const { number } = await api('Z001', 'GET', `/repair-cases/${furnished.atWork}`);
      return { by: null, path: `/signs/${sign}/joins`, body: { number } };
    },
    'POST /follow-ups/{code}/cancel': async () => ({
      by: null,
      path: `/follow-ups/${await coded()}/cancel`,
      body: {},
      version: 1,
    }),
    'POST /follow-ups/{code}/refuse': simple(null, `/follow-ups/${furnished.followUp}/refuse`, {}),
    'POST /follow-ups/{code}/reopen': simple(null, `/follow-ups/${furnished.followUp}/reopen`, {}),
  };
}

/** Pages of one pattern that are looked at. */
const EACH = 2;

/** Calls the API as anybody, whatever comes of it. */
function caller(school: RealSchool): Raw {
  const tokens = new Map<string, string>();
  return async (by, method, path, body, version) => {
    if (by && !tokens.has(by)) tokens.set(by, (await school.cookies(by))[0]?.value ?? '');
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    };
    if (by) headers.authorization = `Bearer ${tokens.get(by)}`;
    if (version !== undefined) headers['if-match'] = `"${version}"`;
    const answer = await fetch(`${school.url}/api/v1${path}`, {
      method,
      headers,
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, json: text ? JSON.parse(text) : null };
  };
}

/** Looks at a page: what is folded is unfolded; answers where it leads. */
async function look(page: Page, origin: string, path: string): Promise<string[]> {
  const answered = allAnswered(page);
  await goTo(page, origin, path);
  await answered();
  const unfolded = allAnswered(page);
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll('main details')) fold.setAttribute('open', '');
  });
  await unfolded();
  const links = await page.evaluate(() =>
    [...document.querySelectorAll('a[href]')].map((link) => link.getAttribute('href') ?? ''),
  );
  expect(links.filter((link) => /^\s*javascript:/i.test(link))).toEqual([]);
  return links.filter((link) => /^\/(?!api\/)/.test(link));
}

/** From page to page by the links that are its own, at most so many of one pattern; answers how many patterns there were. */
async function walk(
  page: Page,
  url: string,
  start: readonly string[],
  own: (path: string) => boolean,
): Promise<number> {
  const patterns = new Map<string, number>();
  const queue = [...start];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const pattern = (next.split('?')[0] ?? '').replace(/[0-9a-f-]{36}/g, '*');
    const looked = patterns.get(pattern) ?? 0;
    if (looked >= EACH) continue;
    patterns.set(pattern, looked + 1);
    queue.push(...(await look(page, url, next)).filter(own));
  }
  return patterns.size;
}

let school: RealSchool;
let furnished: FurnishedSchool;
let close: () => Promise<void>;
const planted = new Map<string, number>();

// Thousands of calls: each part has its own time. A hook has the thirty seconds of the configuration, whatever its
// file says.
test.beforeAll(async ({ playwright }) => {
  test.setTimeout(180_000);
  ({ school, furnished, close } = await openFurnished(playwright));
});

for (const part of [0, 1, 2, 3, 4]) {
  test.beforeAll(async () => {
    test.setTimeout(180_000);
    const which = (operation: string) => partOf(operation) === part;
    const calls = senders(school, furnished);
    const raw = caller(school);
    for (const [operation, fields] of operationsWithTexts()) {
      if (operation in SHOWN_NOWHERE || !which(operation)) continue;
      const make = calls[operation];
      if (!make) throw new Error(`no call is known for ${operation}`);
      planted.set(operation, await plant(raw, operation, fields, make));
    }
  });
}

test.afterAll(() => close());

/** Operations on what is bought and kept in stores. */
const BOUGHT = / \/(purchase|petty|approval|supplier|quote|goods|stock|store|requisition|budget)/;

/** What follows an approval: each call needs a request that was approved before. */
const ORDERED = / \/(purchase-orders|goods-receipts)/;

/** Rounds and the canteen's book. */
const LOOKED_AT = / \/(inspection|checklist|canteen)/;

/** Each scan goes to a purchase of its own. */
const PAPERS = /signed-scans| \/publications/;

function partOf(operation: string): number {
  if (PAPERS.test(operation)) return 3;
  if (LOOKED_AT.test(operation)) return 4;
  return ORDERED.test(operation) ? 2 : Number(BOUGHT.test(operation));
}

test('texts are taken in every field', { tag: '@zh' }, () => {
  // Also what a part was forgotten for.
  const wanted = [...operationsWithTexts().keys()].filter((one) => !(one in SHOWN_NOWHERE));
  expect([...planted.keys()].sort()).toEqual(wanted.sort());
  const all = [...planted.values()].reduce((sum, count) => sum + count, 0);
  expect(all).toBeGreaterThan(1000);
});

// Once: what runs does not depend on width or language.
for (const { name, by, from, along = () => true, kinds } of WALKS) {
  test(`no text runs on any page of ${name}`, { tag: '@zh' }, async ({ page, context }, info) => {
    const ran: string[] = [];
    await context.exposeFunction('steward_ran', () => ran.push(page.url()));
    page.on('dialog', (dialog) => {
      ran.push(`${dialog.type()} at ${page.url()}`);
      void dialog.dismiss();
    });
    if (by !== 'visitor') await context.addCookies(furnished[by]);
    const seen = await walk(page, school.url, from(furnished), along);
    info.annotations.push({ type: 'kinds of pages', description: String(seen) });
    expect(seen).toBeGreaterThanOrEqual(kinds);
    expect(ran).toEqual([]);
  });
}
