import { type InfiniteData, infiniteQueryOptions, type QueryKey } from '@tanstack/react-query';

/** What every list of the API answers. */
export interface Page<Item> {
  items: Item[];
  next_cursor?: string | null;
}

/**
 * A list read page by page behind a cursor. Put the filters into the key: a changed filter is another
 * list. Rows: `pages(query.data)`; paging for the kit: the query itself.
 */
export function keysetOptions<Item>(
  queryKey: QueryKey,
  fetchPage: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Item>>,
) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Page<Item>) => last.next_cursor ?? undefined,
  });
}

/** All rows loaded so far; undefined while the first page is on its way. */
export function pages<Item>(
  data: InfiniteData<Page<Item>, unknown> | undefined,
): Item[] | undefined {
  return data?.pages.flatMap((page) => page.items);
}
