import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { m } from '@/i18n/messages';
import classes from './lists.module.css';

/** The keyset side of a list: what an infinite query gives. */
export interface Paging {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** Loads the next page when it comes near, and stays a button for keyboards and failed attempts. */
export function LoadMore({ paging }: { paging: Paging }) {
  const end = useRef<HTMLDivElement>(null);
  const latest = useRef(paging);
  latest.current = paging;

  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        const { hasNextPage, isFetchingNextPage, fetchNextPage } = latest.current;
        if (entries.some((entry) => entry.isIntersecting) && hasNextPage && !isFetchingNextPage) {
          void fetchNextPage();
        }
      },
      { rootMargin: '600px' },
    );
    if (end.current) {
      observer.observe(end.current);
    }
    return () => observer.disconnect();
  }, []);

  return (
    <div ref={end} className={classes.more} data-screen-only>
      {paging.hasNextPage ? (
        <Button
          variant="subtle"
          size="md"
          loading={paging.isFetchingNextPage}
          onClick={() => void paging.fetchNextPage()}
        >
          {m.ui_load_more()}
        </Button>
      ) : null}
    </div>
  );
}
