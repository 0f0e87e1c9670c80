import type { Page, Route } from '@playwright/test';

/** The API as a page sees it, for specs about looks and states; journeys use the real server. */

interface Answers {
  setupNeeded?: boolean;
  signedIn?: boolean;
  permissions?: string[];
  demo?: boolean;
  summary?: {
    waiting_for_me: number;
    my_open_reports: number;
    assigned_to_me: number;
    unread_notices: number;
  };
  /** Path to answer, before all others: `'POST /session': { status: 429, json: … }`. */
  also?: Record<string, { status?: number; json?: unknown }>;
}

export async function stubApi(page: Page, answers: Answers = {}): Promise<void> {
  const english = await page.evaluate(() => navigator.language.startsWith('en'));
  await page.route('**/api/v1/**', (route) => answer(route, answers, english));
}

function answer(route: Route, answers: Answers, english: boolean): Promise<void> {
  const request = route.request();
  const name = `${request.method()} ${new URL(request.url()).pathname.replace('/api/v1', '')}`;
  const also = answers.also?.[name];
  if (also) {
    return route.fulfill(also);
  }
  switch (name) {
    case 'GET /setup':
      return route.fulfill({ json: { needed: answers.setupNeeded ?? false, openid: null } });
    case 'GET /me':
      return answers.signedIn ? route.fulfill({ json: me(answers, english) }) : refused(route);
    case 'POST /session':
      answers.signedIn = true;
      return route.fulfill({ json: me(answers, english) });
    case 'DELETE /session':
      answers.signedIn = false;
      return route.fulfill({ status: 204 });
    case 'POST /setup':
      answers.setupNeeded = false;
      return route.fulfill({ status: 201, json: { school: { id: 's', name: 'S' } } });
    case 'GET /me/summary':
      return route.fulfill({
        json: answers.summary ?? {
          waiting_for_me: 3,
          my_open_reports: 1,
          assigned_to_me: 6,
          unread_notices: 2,
        },
      });
    case 'GET /sessions':
      return answers.signedIn
        ? route.fulfill({ json: { items: [], next_cursor: null } })
        : refused(route);
    default:
      return refused(route);
  }
}

function refused(route: Route): Promise<void> {
  return route.fulfill({
    status: 401,
    contentType: 'application/problem+json',
    json: {
      status: 401,
      code: 'unauthenticated',
      title: '请先登录',
      detail: '请先登录。',
      errors: [],
    },
  });
}

const EVERYTHING = [
  'repairs.report',
  'assets.view',
  'places.view',
  'places.manage',
  'people.view',
  'people.manage',
  'audit.view',
];

function me(answers: Answers, english: boolean) {
  return {
    person: { id: 'p', name: english ? 'Lin Yue' : '林悦', staff_no: '2019034' },
    sign_in_name: '2019034',
    school: {
      id: 's',
      name: english ? 'Zhiyuan Primary School' : '致远小学',
      kind: 'school',
      time_zone: 'Asia/Shanghai',
      public_url: null,
      demo: answers.demo ?? false,
    },
    schools: [],
    roles: [
      { code: 'logistics_director', title: english ? 'Logistics director' : '总务主任' },
      { code: 'class_teacher', title: english ? 'Class teacher' : '班主任' },
    ],
    permissions: answers.permissions ?? EVERYTHING,
    rooms: [
      {
        id: 'r',
        kind: 'room',
        name: english ? 'Class 3 (2)' : '三(2)班',
        path: english ? 'Zhiyuan Building / 2F / 203' : '致远楼 / 2层 / 203',
      },
    ],
  };
}
