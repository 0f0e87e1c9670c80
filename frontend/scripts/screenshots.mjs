// Pictures for the README from the demo school: scripts/screenshots.sh starts it and says where it is. ONLY="purchase canteen-today" takes
// some of them anew.
import { chromium } from '@playwright/test';

const { STEWARD_URL: url, OUT: out, ONLY: only } = process.env;
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const desktop = { viewport: { width: 1440, height: 900 } };
const zh = { locale: 'zh-CN' };
const en = { locale: 'en-US' };

/** The same page in both languages: `name.png`, and `name.en.png`. */
const both = ({ name, on, ...rest }) => [
  { name, on: { ...on, ...zh }, ...rest },
  { name: `${name}.en`, on: { ...on, ...en }, ...rest },
];

/** `next` goes on to what the picture shows, from the page that was opened. */
const PICTURES = [
  // Repairs.
  ...both({ name: 'door-sign', on: phone, path: '/sign-in', next: scanDoor }),
  { name: 'worker-day', on: { ...phone, ...zh }, as: 'T005 demo-worker-2026', path: '/' },
  {
    name: 'worker-day-dark',
    on: { ...phone, ...zh, colorScheme: 'dark' },
    as: 'T005 demo-worker-2026',
    path: '/',
  },
  ...both({
    name: 'case',
    on: desktop,
    as: 'T003 demo-director-2026',
    path: '/repairs?state=waiting_material',
    next: openFirstCase,
  }),
  // Purchases.
  ...both({
    name: 'purchase',
    on: desktop,
    as: 'T003 demo-director-2026',
    path: '/purchases',
    next: openPurchase,
  }),
  // The canteen and inspections.
  ...both({
    name: 'canteen-today',
    on: phone,
    as: 'T029 demo-staff-2026',
    path: '/canteen',
  }),
  ...both({
    name: 'round',
    on: desktop,
    as: 'T028 demo-staff-2026',
    path: '/inspections',
    next: openRound,
  }),
  // Ledgers, for whoever audits.
  ...both({ name: 'seat', on: phone, path: '/auditor' }),
  ...both({
    name: 'ledgers',
    on: desktop,
    as: 'T026 demo-auditor-2026',
    path: '/ledgers',
    next: lookBack,
  }),
  // The register.
  {
    name: 'register',
    // A page full of rows is a heavy picture; fewer of them say the same.
    on: { viewport: { width: 1440, height: 620 }, ...zh },
    as: 'T004 demo-custodian-2026',
    path: '/assets',
  },
  {
    name: 'card',
    on: { viewport: { width: 1440, height: 760 }, ...zh },
    as: 'T004 demo-custodian-2026',
    path: '/assets?q=QY-123',
    next: openFirstCard,
  },
  {
    name: 'import',
    on: { viewport: { width: 1440, height: 900 }, ...zh },
    as: 'T004 demo-custodian-2026',
    path: '/assets/imports/new',
    next: chooseLedger,
  },
  {
    name: 'director-today',
    on: { ...desktop, ...en },
    as: 'T003 demo-director-2026',
    path: '/',
  },
];

/** A door behind which something is reported already; whoever scans it has no account. */
async function scanDoor(page) {
  const director = await browser.newContext({ baseURL: url });
  await signIn(director, 'T003 demo-director-2026');
  const cases = await (await director.request.get('/api/v1/repair-cases?state=assigned')).json();
  const room = cases.items.find(({ location }) => location.kind === 'room').location.id;
  const { sign_code } = await (await director.request.get(`/api/v1/locations/${room}`)).json();
  await director.close();
  await page.goto(`/s/${sign_code}`);
  await page.locator('input[value=lighting]').check();
  await page.mouse.move(0, 0);
}

async function openFirstCase(page) {
  await page.getByRole('table').getByRole('link').first().click();
  await page.getByRole('list', { name: /^(经过|What happened)$/ }).waitFor();
}

/** What was returned, asked for anew and approved: a purchase with a history. */
async function openPurchase(page) {
  const { items } = await told(page, '/purchase-requests?limit=50');
  const asked = items.find(({ title }) => title.includes('训练背心')) ?? items[0];
  await show(page, `/purchases/${asked.id}`);
}

/** The last walk that found something. */
async function openRound(page) {
  const { items } = await told(page, '/inspection-rounds?limit=100');
  const found = items.find(({ faults }) => faults > 1) ?? items[0];
  await show(page, `/inspections/rounds/${found.id}`);
}

/** As of the last day of the month before this one: a month whose books are closed. */
async function lookBack(page) {
  const { head } = await told(page, '/general-ledger');
  const last = new Date(`${head.today.slice(0, 7)}-01T00:00:00Z`);
  last.setUTCDate(0);
  await show(page, `/ledgers/general?as_of=${last.toISOString().slice(0, 10)}`);
}

async function openFirstCard(page) {
  await page.getByRole('table').getByRole('link').first().click();
  await page.locator('main img').first().waitFor();
}

/** A ledger as schools have them: a title above the heads, a word for a number, a sum below. */
async function chooseLedger(page) {
  const ledger = [
    '2024年固定资产台账',
    '资产编号,资产名称,数量,单价,存放地点,保管人',
    'QH-001,课桌,50,100.00,致远楼102,李秀兰',
    'QH-002,课椅,五十,83.00,致远楼102,李秀兰',
    'QH-003,投影仪,1,4980.00,综合楼会议室,方素琴',
    '合计,,,9980.00,,',
  ];
  const buffer = Buffer.from(ledger.join('\n'));
  const file = { name: '固定资产台账.csv', mimeType: 'text/csv', buffer };
  await page.locator('main input[type=file]').setInputFiles(file);
  await page.getByText('五十').first().waitFor();
}

async function told(page, path) {
  const answer = await page.request.get(`/api/v1${path}`);
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
  return answer.json();
}

async function show(page, path) {
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

async function signIn(context, as) {
  const [login, password] = as.split(' ');
  const answer = await context.request.post('/api/v1/session', { data: { login, password } });
  if (!answer.ok()) throw new Error(`${login} cannot sign in: ${await answer.text()}`);
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell',
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});
const wanted = only ? new Set(only.split(' ')) : null;
for (const { name, on, as, path, next } of PICTURES) {
  if (wanted && !wanted.has(name.replace(/\.en$/, ''))) continue;
  const context = await browser.newContext({
    baseURL: url,
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    ...on,
  });
  if (as) await signIn(context, as);
  const page = await context.newPage();
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  await next?.(page);
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: `${out}/${name}.png`, caret: 'hide' });
  await context.close();
}
await browser.close();
