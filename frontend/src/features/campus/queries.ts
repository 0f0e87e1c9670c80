import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import { keysetOptions } from '@/api/keyset';
import type { PersonView } from '@/api/schema';

export const placeQuery = (id: string) =>
  queryOptions({
    queryKey: ['campus', 'places', 'one', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/locations/{id}', { params: { path: { id } }, signal })),
  });

/** What stands directly below a place, with use and responsible person. */
export const childrenQuery = (id: string) =>
  keysetOptions(['campus', 'places', 'children', id], (cursor, signal) =>
    read(
      api.GET('/api/v1/locations', {
        params: { query: { parent_id: id, cursor, limit: 200 } },
        signal,
      }),
    ),
  );

/** What is at a place or below it: asked before it is moved or closed. */
export const standingQuery = (id: string) =>
  queryOptions({
    queryKey: ['campus', 'places', 'standing', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/locations/{id}/standing', { params: { path: { id } }, signal })),
  });

export const closedQuery = keysetOptions(['campus', 'places', 'closed'], (cursor, signal) =>
  read(
    api.GET('/api/v1/locations', {
      params: { query: { closed: true, cursor, limit: 200 } },
      signal,
    }),
  ),
);

/** Stands for all doors of the school in the address. */
export const WHOLE_SCHOOL = 'all';

export const signsQuery = (under: string) =>
  queryOptions({
    queryKey: ['campus', 'places', 'signs', under],
    queryFn: async ({ signal }) => {
      const query = under === WHOLE_SCHOOL ? {} : { under };
      return (await read(api.GET('/api/v1/location-signs', { params: { query }, signal }))).items;
    },
  });

export interface PeopleSearch {
  q?: string;
  active?: 'true' | 'false';
}

export const peopleQuery = ({ q, active }: PeopleSearch) =>
  keysetOptions(['campus', 'people', 'list', { q, active }], (cursor, signal) =>
    read(
      api.GET('/api/v1/people', {
        params: { query: { q, active: active && active === 'true', cursor, limit: 100 } },
        signal,
      }),
    ),
  );

/** How a list of people is understood, and what would become of each of its rows. */
export const rosterQuery = (upload_id: string) =>
  queryOptions({
    queryKey: ['campus', 'people', 'roster', upload_id],
    queryFn: ({ signal }) =>
      read(api.POST('/api/v1/rosters/dry-run', { body: { upload_id }, signal })),
    gcTime: 60_000,
  });

/** Most people that one print of slips takes. */
const MOST_SLIPS = 2000;

/** Everybody who is here and cannot sign in yet, department by department. */
export const withoutAccountQuery = queryOptions({
  queryKey: ['campus', 'people', 'without-account'],
  queryFn: async ({ signal }) => {
    const people: PersonView[] = [];
    let cursor: string | null | undefined;
    do {
      const query = { has_account: false, active: true, limit: 200, cursor: cursor ?? undefined };
      const page = await read(api.GET('/api/v1/people', { params: { query }, signal }));
      people.push(...page.items);
      cursor = page.next_cursor;
    } while (cursor && people.length < MOST_SLIPS);
    return people.sort((a, b) => (a.department ?? '').localeCompare(b.department ?? '', 'zh'));
  },
});

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['campus', 'people', 'one', id],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/people/{id}', { params: { path: { id } }, signal })),
  });

export const rolesQuery = queryOptions({
  queryKey: ['campus', 'roles'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/v1/roles', { signal }))).items,
  staleTime: Number.POSITIVE_INFINITY,
});

/** Grants that wait for the second key. */
export const pendingGrantsQuery = queryOptions({
  queryKey: ['campus', 'people', 'grants', 'pending'],
  queryFn: async ({ signal }) =>
    (
      await read(
        api.GET('/api/v1/role-grants', {
          params: { query: { pending: true, limit: 200 } },
          signal,
        }),
      )
    ).items,
});

export const repairRoutesQuery = queryOptions({
  queryKey: ['campus', 'repair-routes'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/v1/repair-routes', { signal }))).items,
});

export const repairCategoriesQuery = queryOptions({
  queryKey: ['campus', 'repair-categories'],
  queryFn: async ({ signal }) =>
    (await read(api.GET('/api/v1/repair-categories', { signal }))).items,
  staleTime: Number.POSITIVE_INFINITY,
});

export const repairWorkersQuery = queryOptions({
  queryKey: ['campus', 'repair-workers'],
  queryFn: async ({ signal }) => (await read(api.GET('/api/v1/repair-workers', { signal }))).items,
});
