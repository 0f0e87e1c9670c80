// Pictures for the README from the demo school: scripts/screenshots.sh starts it and says where it is.
import { chromium } from '@playwright/test';

const { STEWARD_URL: url, OUT: out } = process.env;
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const desktop = { viewport: { width: 1440, height: 900 } };
const zh = { locale: 'zh-CN' };

/** `next` goes on to what the picture shows, from the page that was opened. */
const PICTURES = [
  { name: 'door-sign', on: { ...phone, ...zh }, path: '/sign-in', next: scanDoor },
  { name: 'worker-day', on: { ...phone, ...zh }, as: 'T005 demo-worker-2026', path: '/' },
  {
    name: 'worker-day-dark',
    on: { ...phone, ...zh, colorScheme: 'dark' },
    as: 'T005 demo-worker-2026',
    path: '/',
  },
  {
    name: 'case',
    on: { ...desktop, ...zh },
    as: 'T003 demo-director-2026',
    path: '/repairs?state=waiting_material',
    next: openFirstCase,
  },
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
    on: { ...desktop, locale: 'en-US' },
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
  await page.getByRole('list', { name: '经过' }).waitFor();
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

async function signIn(context, as) {
  const [login, password] = as.split(' ');
  const answer = await context.request.post('/api/v1/session', { data: { login, password } });
  if (!answer.ok()) throw new Error(`${login} cannot sign in: ${await answer.text()}`);
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell',
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});
for (const { name, on, as, path, next } of PICTURES) {
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
