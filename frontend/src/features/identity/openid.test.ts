// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';
import { arrive, depart } from './openid';

const visit = { purpose: 'sign-in' as const, ceremony: 'sealed', next: '/assets?q=1' };
const leave = vi.fn();

beforeEach(() => {
  sessionStorage.clear();
  window.history.replaceState(null, '', '/sign-in');
});

const back = (query: string) => window.history.replaceState(null, '', `/signed-in${query}`);

test('a visit comes back once, to the tab that left', () => {
  depart('https://id.example/authorize', visit, leave);
  expect(leave).toHaveBeenCalledWith('https://id.example/authorize');
  back('?code=c&state=s');
  expect(arrive()).toEqual({ ...visit, code: 'c', state: 's' });
  expect(window.location.search).toBe('');
  back('?code=c&state=s');
  expect(arrive()).toBeNull();
});

test('it goes nowhere outside, and nowhere without a code', () => {
  depart('https://id.example/authorize', { ...visit, next: 'https://evil.example' }, leave);
  back('?code=c&state=s');
  expect(arrive()?.next).toBe('/');
  depart('https://id.example/authorize', visit, leave);
  back('?error=access_denied&state=s');
  expect(arrive()).toBeNull();
});
