import { afterEach, expect, test, vi } from 'vitest';
import { passkeysWork } from './passkeys-work';

afterEach(() => vi.unstubAllGlobals());

test.each([
  ['zongwu.school.cn', true],
  ['localhost', true],
  ['192.168.1.5', false],
  ['[2001:db8::1]', false],
])('at %s passkeys work: %s', (hostname, works) => {
  vi.stubGlobal('location', { hostname });
  vi.stubGlobal('window', { PublicKeyCredential: class {} });
  expect(passkeysWork()).toBe(works);
});

test('a browser that knows none has none', () => {
  vi.stubGlobal('location', { hostname: 'localhost' });
  vi.stubGlobal('window', {});
  expect(passkeysWork()).toBe(false);
});
