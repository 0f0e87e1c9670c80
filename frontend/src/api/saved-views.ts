import { queryOptions } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { api, read } from './client';
import type { SavedList } from './schema';

/** One's own views of a list and those that others share. */
export const savedViewsQuery = (list: SavedList) =>
  queryOptions({
    queryKey: ['campus', 'saved-views', list],
    queryFn: async ({ signal }) =>
      (await read(api.GET('/api/v1/saved-views', { params: { query: { list } }, signal }))).items,
    staleTime: 60_000,
  });

/** "status=idle&sort=-acquired_on" as the router wants it. */
export function searchOf(query: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(query));
}

/*
 * Which views stand in the navigation is a matter of this person on this device, also for views of others.
 */
const listeners = new Set<() => void>();
const known = new Map<string, readonly string[]>();
const place = (owner: string) => `steward.stars.${owner}`;

function stars(owner: string): readonly string[] {
  const held = known.get(owner);
  if (held) {
    return held;
  }
  let found: readonly string[] = [];
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(place(owner)) ?? '[]');
    found = Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : [];
  } catch {
    // Storage is off or holds something else: nothing is starred.
  }
  known.set(owner, found);
  return found;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useStars(owner: string): readonly string[] {
  return useSyncExternalStore(subscribe, () => stars(owner));
}

export function toggleStar(owner: string, id: string): void {
  const now = stars(owner);
  const next = now.includes(id) ? now.filter((other) => other !== id) : [...now, id];
  known.set(owner, next);
  try {
    localStorage.setItem(place(owner), JSON.stringify(next));
  } catch {
    // It stays for as long as the page is open.
  }
  for (const listener of listeners) {
    listener();
  }
}
