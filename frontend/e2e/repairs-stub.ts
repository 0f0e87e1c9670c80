import type { Page } from '@playwright/test';
import { stubApi } from './stub';

/** Cases, rooms and a door as the server would send them; the names follow the page's language. */

const DAY = 86_400_000;
const ago = (days: number, hours = 0) =>
  new Date(Date.now() - days * DAY - hours * 3_600_000).toISOString();
const dayAhead = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

const CATEGORIES = [
  ['projector', '投影/白板', 'Projector, board', null, null],
  ['network', '网络', 'Network', null, null],
  [
    'lighting',
    '灯/风扇',
    'Light, fan',
    '冒烟、打火花或电线露出来了吗？',
    'Smoke, sparks or a bare wire?',
  ],
  ['plumbing', '厕所/下水', 'Toilet, drain', '水在喷、在漫吗？', 'Is water spraying or flooding?'],
  [
    'drinking_water',
    '饮水',
    'Drinking water',
    '水在喷、在漫吗？',
    'Is water spraying or flooding?',
  ],
  ['lock', '门锁/钥匙', 'Lock, key', '有人被关在里面吗？', 'Is somebody locked in?'],
  ['furniture', '桌椅', 'Desk, chair', null, null],
  [
    'window',
    '窗/窗帘',
    'Window, curtain',
    '玻璃或窗扇要掉下来了吗？',
    'Is glass or a sash about to fall?',
  ],
  ['other', '其他', 'Something else', null, null],
] as const;

export type Words = ReturnType<typeof words>;

export function words(english: boolean) {
  const w = (zh: string, en: string) => (english ? en : zh);
  const categories = CATEGORIES.map(([code, zh, en, askZh, askEn]) => ({
    code,
    title: w(zh, en),
    danger_question: askZh ? w(askZh, askEn) : null,
  }));
  const title = (code: string) => categories.find((c) => c.code === code)?.title ?? code;
  const east = w('致远楼', 'Zhiyuan Building');
  const west = w('求真楼', 'Qiuzhen Building');
  const node = (
    id: string,
    parent_id: string | null,
    kind: string,
    name: string,
    path: string,
  ) => ({
    id,
    parent_id,
    kind,
    name,
    path,
    responsible_person: null,
  });
  const floors = (id: string, building: string) =>
    [1, 2, 3].flatMap((n) => {
      const floor = w(`${n}层`, `${n}F`);
      return [
        node(`${id}${n}`, id, 'floor', floor, `${building} / ${floor}`),
        ...[1, 2, 3, 4, 5, 6].map((r) =>
          node(
            `${id}${n}0${r}`,
            `${id}${n}`,
            'room',
            `${n}0${r}`,
            `${building} / ${floor} / ${n}0${r}`,
          ),
        ),
      ];
    });
  const tree = [
    node('c', null, 'campus', w('本部', 'Main campus'), w('本部', 'Main campus')),
    node('e', 'c', 'building', east, east),
    ...floors('e', east),
    node('w', 'c', 'building', west, west),
    ...floors('w', west),
    node('yard', 'c', 'zone', w('操场', 'Playground'), w('操场', 'Playground')),
  ];
  const wang = { id: 'wang', name: w('王建国', 'Wang Jianguo') };
  const row = (id: string, over: Record<string, unknown> = {}) => {
    const category = String(over.category ?? 'lighting');
    return {
      id,
      number: `BX20260901-000${id}`,
      state: 'assigned',
      state_text: w('已派王建国', 'With Wang Jianguo'),
      category,
      category_title: title(category),
      location: {
        id: 'e203',
        kind: 'room',
        name: '203',
        path: `${east} / ${w('2层', '2F')} / 203`,
      },
      text: '',
      danger: false,
      priority: 3,
      reporter_name: w('林悦', 'Lin Yue'),
      owner: wang,
      worker: wang,
      reported_at: ago(0, 1),
      updated_at: ago(0, 1),
      expected_on: null,
      late: false,
      version: 3,
      ...over,
    };
  };
  const at = (building: string, floor: number, name: string) => ({
    id: `r${name}`,
    kind: 'room',
    name,
    path: `${building} / ${w(`${floor}层`, `${floor}F`)} / ${name}`,
  });
  const rows = [
    row('1', {
      category: 'plumbing',
      danger: true,
      priority: 1,
      text: w('男厕水管在喷水', 'A pipe is spraying in the boys’ toilet'),
      location: at(east, 2, '205'),
    }),
    row('2', {
      state: 'in_progress',
      state_text: w('在修（王建国）', 'Wang Jianguo is on it'),
      text: w('后排左边那盏不亮', 'The left lamp at the back is dark'),
    }),
    row('3', {
      category: 'lock',
      state: 'waiting_material',
      state_text: w('等材料（11/26 周四）', 'Waiting for parts (11/26 Thu)'),
      expected_on: dayAhead(2),
      location: at(east, 3, '301'),
      reported_at: ago(2),
    }),
    row('4', {
      category: 'projector',
      late: true,
      priority: 2,
      text: w('开机后一直闪', 'It flickers from the start'),
      location: at(west, 1, '102'),
      reported_at: ago(3),
    }),
  ];
  const unassigned = [
    row('5', {
      category: 'furniture',
      state: 'submitted',
      state_text: w('已报', 'Reported'),
      owner: null,
      worker: null,
      text: w('第三排桌腿断了', 'A leg of a desk in row three is broken'),
      location: at(west, 2, '204'),
    }),
  ];
  const done = row('6', {
    state: 'done',
    state_text: w('修好了，看一下', 'Fixed, please look'),
    owner: { id: 'p', name: w('林悦', 'Lin Yue') },
    reported_at: ago(1),
  });
  return { w, title, categories, tree, row, rows, unassigned, done, wang };
}

type Row = ReturnType<Words['row']>;

const REASON = ['自己修的要由别人验收。', 'Somebody else must accept your own work.'] as const;

/** A case as its page shows it; `may` are the steps the reader can take. */
export function detail(t: Words, row: Row, may: readonly string[], over: object = {}) {
  return {
    ...row,
    reporter: { id: 'p', name: row.reporter_name },
    reporter_phone: '13800000000',
    channel: 'sign',
    entered_by: null,
    happened_at: row.reported_at,
    late_entry: false,
    refusals: 0,
    auto_accepted: false,
    joiners: [{ name: t.w('陈晨', 'Chen Chen'), at: ago(0), text: '' }],
    allowed_actions: [
      ...may.map((action) => ({ action, allowed: true, reason: null })),
      ...(may.includes('confirm')
        ? []
        : [{ action: 'confirm', allowed: false, reason: t.w(...REASON) }]),
    ],
    ...over,
  };
}

export function timeline(t: Words) {
  const entry = (id: string, days: number, actor: string, text: string) => ({
    id,
    at: ago(days, 1),
    actor_name: actor,
    actor_kind: 'person',
    action: 'repair_case.x',
    text,
  });
  return [
    entry('1', 2, t.w('林悦', 'Lin Yue'), t.w('报修', 'Reported')),
    entry('2', 2, t.w('系统', 'System'), t.w('派工：王建国', 'Assigned: Wang Jianguo')),
    entry('3', 0, t.w('王建国', 'Wang Jianguo'), t.w('开始维修', 'Started')),
  ];
}

export const TEACHER = [
  'places.view',
  'repair_cases.report',
  'repair_cases.view',
  'repair_cases.accept',
  'repair_cases.cancel',
  'account.own',
];
export const WORKER = [
  ...TEACHER,
  'repair_cases.report_on_behalf',
  'repair_cases.take',
  'repair_cases.work',
];
export const DIRECTOR = [
  ...TEACHER,
  'repair_cases.report_on_behalf',
  'repair_cases.triage',
  'repair_cases.assign',
  'repair_cases.reject',
  'repair_routes.view',
];

type Also = Record<string, { status?: number; json?: unknown }>;

const MAY: Record<string, readonly string[]> = {
  '1': ['start', 'finish', 'wait', 'take', 'assign', 'triage', 'defer', 'reject', 'cancel'],
  '2': ['finish', 'wait', 'assign', 'defer'],
  '3': ['start', 'finish', 'assign', 'defer'],
  '4': ['start', 'finish', 'wait', 'take', 'assign', 'defer', 'reject'],
  '5': ['take', 'assign', 'triage', 'defer', 'reject', 'cancel'],
  '6': ['confirm', 'refuse'],
};

/** The steps each role speaks of, as the server filters them. */
const SPEAKS: Record<string, readonly string[]> = {
  take: WORKER,
  start: WORKER,
  finish: WORKER,
  wait: WORKER,
  assign: DIRECTOR,
  triage: DIRECTOR,
  defer: DIRECTOR,
  reject: DIRECTOR,
};

/** Everything the repairs pages ask for, for a person with these rights. */
export async function stubRepairs(
  page: Page,
  options: { permissions?: readonly string[]; signedIn?: boolean; also?: Also; day?: Row[] } = {},
): Promise<Words> {
  const english = await page.evaluate(() => navigator.language.startsWith('en'));
  const t = words(english);
  const permissions = options.permissions ?? TEACHER;
  const holds = (action: string) =>
    SPEAKS[action] === undefined ||
    (permissions.includes('repair_cases.work') && SPEAKS[action] === WORKER) ||
    (permissions.includes('repair_cases.assign') && SPEAKS[action] === DIRECTOR);
  const all = [...t.rows, ...t.unassigned, t.done];
  const cases = Object.fromEntries(
    all.flatMap((row) => [
      [`GET /repair-cases/${row.id}`, { json: detail(t, row, (MAY[row.id] ?? []).filter(holds)) }],
      [`GET /repair-cases/${row.id}/attachments`, { json: { items: [], next_cursor: null } }],
      [`GET /repair-cases/${row.id}/timeline`, { json: { items: timeline(t) } }],
      [`GET /repair-cases/${row.id}/parts`, { json: { items: [], documents: [], value: null } }],
    ]),
  );
  await stubApi(page, {
    signedIn: options.signedIn ?? true,
    permissions: [...permissions],
    also: {
      ...cases,
      'GET /repair-categories': { json: { items: t.categories } },
      'GET /locations/tree': { json: { items: t.tree } },
      'GET /repair-workers': {
        json: {
          items: [
            { id: 'li', name: t.w('李强', 'Li Qiang'), open_cases: 1 },
            { ...t.wang, open_cases: 4 },
          ],
        },
      },
      'GET /repair-cases/totals': {
        json: {
          count: 6,
          late: 1,
          by_state: { assigned: 2, in_progress: 1, waiting_material: 1, submitted: 1, done: 1 },
        },
      },
      ...options.also,
    },
  });
  // One list endpoint with many faces: answered by its query.
  await page.route(/\/api\/v1\/repair-cases(\?|$)/, (route) => {
    if (route.request().method() !== 'GET') {
      return route.fallback();
    }
    const query = new URL(route.request().url()).searchParams;
    const views: Record<string, Row[]> = {
      assigned_to_me: t.rows,
      unassigned: t.unassigned,
      waiting_for_me: [t.done],
      reported_by_me: [t.done, ...t.rows.slice(1, 2)],
    };
    const here = query.get('location_id') ? t.rows.slice(1, 2) : all;
    return route.fulfill({
      json: { items: views[query.get('view') ?? ''] ?? here, next_cursor: null },
    });
  });
  return t;
}

/** The page behind a door sign. */
export function sign(t: Words, viewer: string | null = null) {
  return {
    school_name: t.w('致远小学', 'Zhiyuan Primary School'),
    room: {
      name: t.w('三(2)班', 'Class 3 (2)'),
      path: t.w('致远楼 / 2层 / 203', 'Zhiyuan Building / 2F / 203'),
    },
    categories: t.categories,
    open_cases: t.rows.slice(1, 2),
    viewer_name: viewer,
  };
}
