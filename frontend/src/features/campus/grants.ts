import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/api/client';
import type { RoleGrantView } from '@/api/schema';

/** The list of grants has no filter by person: a school's few hundred are read in pages of 200. */
async function allGrants(signal: AbortSignal): Promise<RoleGrantView[]> {
  const all: RoleGrantView[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(
      api.GET('/api/v1/role-grants', { params: { query: { limit: 200, cursor } }, signal }),
    );
    all.push(...page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return all;
}

export const grantsOfQuery = (person: string) =>
  queryOptions({
    queryKey: ['campus', 'people', 'grants', 'all'],
    queryFn: ({ signal }) => allGrants(signal),
    select: (all) => all.filter((grant) => grant.person.id === person),
  });
