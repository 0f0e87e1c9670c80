import type { Page } from '@playwright/test';
import { stubApi } from './stub';

/** A small school for specs about looks and states: two buildings, a few people, forty cards. */

export const EVERYTHING = [
  'places.view',
  'places.manage',
  'people.view',
  'people.manage',
  'accounts.manage',
  'role_grants.grant',
  'role_grants.confirm',
  'repair_cases.report',
  'repair_cases.view',
  'repair_routes.view',
  'repair_routes.manage',
  'assets.view',
  'assets.view_values',
  'assets.register',
  'assets.import',
  'audit.view',
];

const lin = { id: 'lin', name: '林悦' };
const wang = { id: 'wang', name: '王建国' };

interface Place {
  id: string;
  parent_id: string | null;
  kind: string;
  name: string;
  path: string;
  responsible_person: typeof lin | null;
}

function place(parent: Place | null, id: string, kind: string, name: string): Place {
  const path = parent ? `${parent.path} / ${name}` : name;
  return { id, parent_id: parent?.id ?? null, kind, name, path, responsible_person: null };
}

function floor(building: Place, number: number, rooms: number): Place[] {
  const top = place(building, `${building.id}f${number}`, 'floor', `${number}层`);
  const doors = Array.from({ length: rooms }, (_, index) => {
    const name = number === 2 && index === 2 ? '三(2)班' : `${number}0${index + 1}`;
    const door = place(top, `${top.id}r${index + 1}`, 'room', name);
    return index % 2 === 0 ? { ...door, responsible_person: lin } : door;
  });
  return [top, ...doors];
}

/** The tree of a school with so many buildings of four floors. */
export function tree(buildings: number, roomsPerFloor = 6): Place[] {
  const all = Array.from({ length: buildings }, (_, index) => {
    const name = index === 0 ? '致远楼' : `第 ${index + 1} 教学楼`;
    const building = place(null, `b${index + 1}`, 'building', name);
    return [building, ...[1, 2, 3, 4].flatMap((number) => floor(building, number, roomsPerFloor))];
  });
  return [...all.flat(), place(null, 'yard', 'zone', '操场')];
}

export const room = {
  id: 'b1f2r3',
  parent_id: 'b1f2',
  kind: 'room',
  name: '三(2)班',
  path: '致远楼 / 2层 / 三(2)班',
  room_use: '普通教室',
  responsible_person: lin,
  sign_code: '7K2M9QX4RT',
  active: true,
  version: 3,
};

export const signs = (count: number, url: boolean) =>
  Array.from({ length: count }, (_, index) => {
    const code = `7K2M9QX4R${index % 10}`;
    const name = index === 0 ? '三(2)班' : `20${index + 1}`;
    return {
      location: { id: `r${index}`, kind: 'room', name, path: `致远楼 / 2层 / ${name}` },
      school_name: '青禾小学',
      code,
      url: url ? `http://192.168.1.20:8080/s/${code}` : null,
    };
  });

const held = (code: string, title: string, pending = false) => ({
  grant_id: `g-${code}`,
  code,
  title,
  scope_title: null,
  valid_from: null,
  valid_until: null,
  delegable: code === 'logistics_director',
  pending,
});

export const person = {
  id: 'wang',
  name: '王建国',
  staff_no: 'T0031',
  phone: '13800000000',
  department: '总务处',
  active: true,
  has_account: true,
  roles: [held('repair_worker', '维修工'), held('staff', '教职工')],
  version: 2,
};

const people = [
  person,
  {
    ...person,
    id: 'lin',
    name: '林悦',
    staff_no: 'T0102',
    department: '三年级组',
    roles: [held('class_teacher', '班主任')],
  },
  { ...person, id: 'chen', name: '陈海', staff_no: null, has_account: false, roles: [] },
  {
    ...person,
    id: 'zhao',
    name: '赵敏',
    staff_no: 'T0007',
    roles: [held('logistics_director', '总务主任', true)],
  },
  { ...person, id: 'old', name: '周老师', staff_no: 'T0001', active: false, roles: [] },
];

const role = (code: string, title: string, description: string, needs_second_key: boolean) => ({
  code,
  title,
  description,
  needs_second_key,
});

const roles = [
  role('staff', '教职工', '报修，看自己报的修', false),
  role('class_teacher', '班主任', '管自己的教室：报修、验收、看公物', false),
  role('repair_worker', '维修工', '接单、维修、完工', true),
  role('logistics_director', '总务主任', '派工、退回、管场所和去向', true),
];

const grant = (id: string, who: { id: string; name: string }, what: (typeof roles)[number]) => ({
  id,
  person: who,
  role: what,
  places: [],
  granted_by: lin,
  confirmed_by: null,
  pending: what.needs_second_key,
  valid_until: '2027-07-15',
  version: 1,
});

export const grants = [
  grant('g-logistics_director', { id: 'zhao', name: '赵敏' }, roles[3] as (typeof roles)[number]),
  grant('g-repair_worker', wang, roles[2] as (typeof roles)[number]),
];

const CARD = {
  location: { id: 'b1f2r3', kind: 'room', name: '三(2)班', path: '致远楼 / 2层 / 三(2)班' },
  custodian: lin,
  acquired_on: '2024-08-20',
  version: 1,
};

const KINDS = [
  {
    name: '投影仪',
    spec_model: 'EB-X51',
    category: { code: 'A02020200', name: '投影设备' },
    quantity: '1',
    unit: '台',
    original_value: '3200.00',
    status: 'in_use',
    status_text: '在用',
  },
  {
    name: '学生课桌椅',
    spec_model: null,
    category: { code: 'A05010304', name: '教学桌椅' },
    quantity: '48',
    unit: '套',
    original_value: '9600.00',
    status: 'in_use',
    status_text: '在用',
  },
  {
    name: '打印机',
    spec_model: 'M404',
    category: { code: 'A02021000', name: '打印设备' },
    quantity: '1',
    unit: '台',
    original_value: '1850.00',
    status: 'awaiting_repair',
    status_text: '待修',
  },
];

export function assets(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    ...CARD,
    ...(KINDS[index % KINDS.length] as (typeof KINDS)[number]),
    id: `a${index}`,
    asset_no: `ZC2026-${String(index + 1).padStart(6, '0')}`,
  }));
}

export const category = (code: string, name_zh: string, aliases: string[]) => ({
  id: code,
  code,
  name_zh,
  name_en: name_zh,
  unit: '台',
  kind: 'fixed_asset',
  life_months: 72,
  aliases,
});

const event = (id: string, at: string, action_text: string) => ({
  id,
  at,
  actor_kind: 'person',
  actor_id: 'lin',
  actor_name: '林悦',
  acting_role: 'system_admin',
  permission: 'places.manage',
  action: 'location.changed',
  action_text,
  request_id: '0193a1b2-7c3d-7e4f-8a9b-0c1d2e3f4a5b',
  subjects: [
    {
      kind: 'location',
      id: `s-${id}`,
      label: '致远楼 / 2层 / 203',
      before: { path: '致远楼 / 2层 / 203', room_use: null },
      after: { path: '致远楼 / 2层 / 三(2)班', room_use: '普通教室' },
    },
  ],
});

const list = (items: unknown[]) => ({ json: { items, next_cursor: null } });

interface Options {
  permissions?: string[];
  publicUrl?: boolean;
  also?: Record<string, { status?: number; json?: unknown }>;
}

export async function stubSchool(page: Page, options: Options = {}): Promise<void> {
  const rows = assets(40);
  await stubApi(page, {
    signedIn: true,
    permissions: options.permissions ?? EVERYTHING,
    also: {
      'GET /locations/tree': list(tree(2)),
      'GET /locations/b1f2r3': { json: room },
      'GET /location-signs': list(signs(3, options.publicUrl ?? true)),
      'GET /people': list(people),
      'GET /people/wang': { json: person },
      'GET /roles': list(roles),
      'GET /role-grants': list(grants),
      'GET /assets': list(rows),
      'GET /assets/totals': {
        json: { count: 1280, quantity: '5120', original_value: '2480000.00' },
      },
      'GET /assets/a0': {
        json: {
          ...rows[0],
          brand: 'Epson',
          serial_no: 'X3K-001',
          unit_price: '3200.00',
          supplier: '华联办公',
          created_at: '2026-09-01T02:00:00Z',
          remarks: null,
        },
      },
      'GET /assets/a0/attachments': list([]),
      'GET /asset-due-dates': list([]),
      'GET /assets/a0/timeline': list([
        {
          id: '1',
          at: '2026-09-01T02:00:00Z',
          actor_name: '林悦',
          action: 'asset.registered',
          text: '登记资产',
        },
      ]),
      'GET /asset-categories': list([
        category('A02020200', '投影设备', ['投影仪', '投影机', '一体机']),
        category('A02010104', '服务器', ['网络服务器']),
      ]),
      'GET /imports': list([]),
      'GET /repair-cases/totals': { json: { count: 2, by_state: {} } },
      'GET /repair-categories': list([
        { code: 'lighting', title: '灯 / 扇', danger_question: null },
        { code: 'plumbing', title: '厕所 / 下水', danger_question: null },
      ]),
      'GET /repair-routes': list([
        { id: '1', category: null, building: null, worker: wang, deputy: lin, version: 1 },
        {
          id: '2',
          category: 'plumbing',
          building: { id: 'b1', kind: 'building', name: '致远楼', path: '致远楼' },
          worker: lin,
          deputy: null,
          version: 1,
        },
      ]),
      'GET /repair-workers': list([
        { ...wang, open_cases: 4 },
        { ...lin, open_cases: 0 },
      ]),
      'GET /audit-actions': list([{ key: 'location.changed', text: '修改场所' }]),
      'GET /audit-events': list([
        event('3', '2026-11-24T01:12:00Z', '修改场所'),
        event('2', '2026-11-23T08:40:00Z', '批量建房间'),
        event('1', '2026-11-20T08:40:00Z', '授予角色'),
      ]),
      'GET /me/mail-address': {
        json: {
          available: true,
          address: null,
          confirmed_at: null,
          waiting: null,
          codes_needed: false,
        },
      },
      'GET /me/security': {
        json: {
          has_pin: false,
          proven_until: null,
          second_factor_since: null,
          second_factor_asked: false,
          recovery_codes_left: 0,
          openid: null,
          passkeys: [
            {
              id: '019a0000-0000-7000-8000-0000000000f1',
              name: '我的手机',
              created_at: '2026-11-20T02:00:00Z',
              last_used_at: null,
            },
          ],
        },
      },
      'GET /sessions': list([
        {
          id: 's1',
          device: 'Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36',
          address: '192.168.1.31',
          created_at: '2026-11-20T01:00:00Z',
          last_seen_at: '2026-11-24T01:12:00Z',
          current: true,
        },
        {
          id: 's2',
          device: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) MicroMessenger/8.0',
          address: '10.0.0.7',
          created_at: '2026-11-20T01:00:00Z',
          last_seen_at: '2026-11-22T01:12:00Z',
          current: false,
        },
      ]),
      ...options.also,
    },
  });
}
