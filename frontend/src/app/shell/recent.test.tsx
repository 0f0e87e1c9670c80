import { beforeEach, expect, test } from 'vitest';
import { recentOf, remember } from './recent';

beforeEach(() => localStorage.clear());

test('the newest stands first, once, and only six are kept', () => {
  for (const n of [1, 2, 3, 4, 5, 6, 7, 3]) {
    remember('lin', { to: `/assets/${n}`, label: `${n}` });
  }
  expect(recentOf('lin').map(({ label }) => label)).toEqual(['3', '7', '6', '5', '4', '2']);
  expect(recentOf('wang')).toEqual([]);
});

test('what is stored by somebody else is not followed', () => {
  localStorage.setItem(
    'steward.recent.lin',
    JSON.stringify([{ to: 'https://evil.example', label: 'x' }, { to: '//evil', label: 'y' }, 7]),
  );
  expect(recentOf('lin')).toEqual([]);
  localStorage.setItem('steward.recent.lin', '{');
  expect(recentOf('lin')).toEqual([]);
});
