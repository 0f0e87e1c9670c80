import { expect, test } from 'vitest';
import { beyondTabs, GROUPS, TABS, visible } from './navigation';

const keysFor = (permissions: string[]) =>
  GROUPS.flat()
    .filter((entry) => visible(entry, permissions))
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

test('a phone has at most four tabs, and the rest is within reach', () => {
  expect(TABS.length).toBeLessThanOrEqual(4);
  expect(beyondTabs(['audit.view', 'repair_cases.report']).map((entry) => entry.to)).toEqual([
    '/notices',
    '/audit',
  ]);
});
