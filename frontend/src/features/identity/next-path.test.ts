import { expect, test } from 'vitest';
import { safePath } from './next-path';

test('keeps a path of this site with its search and hash', () => {
  expect(safePath('/repairs?view=all&q=%E7%81%AF#top')).toBe('/repairs?view=all&q=%E7%81%AF#top');
});

test.each([
  undefined,
  '',
  'repairs',
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example/',
  '/\t/evil.example/',
  '/.//evil.example',
  'javascript:alert(1)',
  'https:evil.example',
  '\\/evil.example',
  '/\r\nLocation: https://evil.example',
  '\r\n//evil.example',
  '/sign-in?next=/sign-in',
  '/set-up',
])('leads home instead of to %j', (next) => {
  expect(safePath(next)).toBe('/');
});
