import { expect, test } from 'vitest';
import { visible } from './nav-entry';
import { beyondTabs, GROUPS } from './navigation';
import { TABS } from './tabs';

const viewer = (permissions: string[], kind = 'school') => ({
  permissions,
  school: { id: '1', name: '青禾小学', kind, time_zone: 'Asia/Shanghai', demo: false },
});

const keysFor = (permissions: string[], kind?: string) =>
  GROUPS.flat()
    .filter((entry) => visible(entry, viewer(permissions, kind)))
    .map((entry) => entry.to);

test('a teacher sees four entries', () => {
  expect(keysFor(['repair_cases.report', 'places.view'])).toEqual([
    '/',
    '/waiting',
    '/notices',
    '/repairs',
  ]);
});

test('a right of one area opens only that area', () => {
  expect(keysFor(['assets.view'])).toContain('/assets');
  expect(keysFor(['assetsomething.view'])).not.toContain('/assets');
  // Importing alone shows no register.
  expect(keysFor(['assets.import'])).not.toContain('/assets');
});

test('only a district has schools', () => {
  expect(keysFor(['schools.view'], 'district')).toContain('/schools');
  expect(keysFor(['schools.view'])).not.toContain('/schools');
});

test('a phone has at most four tabs, and the rest is within reach', () => {
  expect(TABS.length).toBeLessThanOrEqual(4);
  expect(
    beyondTabs(viewer(['audit.view', 'repair_cases.report'])).map((entry) => entry.to),
  ).toEqual(['/notices', '/audit']);
});
