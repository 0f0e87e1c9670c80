import { useQuery } from '@tanstack/react-query';
import { summaryQuery } from '@/api/me';
import { m } from '@/i18n/messages';
import classes from './NavCount.module.css';
import type { NavEntry } from './nav-entry';

export function useCount(entry: NavEntry): number {
  const { data } = useQuery({ ...summaryQuery, enabled: Boolean(entry.count) });
  return data && entry.count ? entry.count(data) : 0;
}

export function NavCount({ value }: { value: number }) {
  return (
    <span className={classes.count}>
      <span aria-hidden>{value > 99 ? '99+' : value}</span>
      <span className="sr-only">{m.shell_count({ count: value })}</span>
    </span>
  );
}
