import { IconChevronDown, IconChevronUp, IconSelector } from './icons';
import classes from './lists.module.css';

interface Props {
  label: string;
  align?: 'end';
  sortKey?: string;
  sort?: string;
  onSort?: (sort: string) => void;
}

/** A column's head; a button where the server can sort by it. */
export function SortHeader({ label, align, sortKey, sort, onSort }: Props) {
  if (!sortKey || !onSort) {
    return (
      <th scope="col" data-align={align}>
        {label}
      </th>
    );
  }
  const ascending = sort === sortKey;
  const descending = sort === `-${sortKey}`;
  const Arrow = ascending ? IconChevronUp : descending ? IconChevronDown : IconSelector;
  return (
    <th
      scope="col"
      data-align={align}
      aria-sort={ascending ? 'ascending' : descending ? 'descending' : 'none'}
    >
      <button
        type="button"
        className={classes.sort}
        onClick={() => onSort(ascending ? `-${sortKey}` : sortKey)}
      >
        {label}
        <Arrow size={14} aria-hidden />
      </button>
    </th>
  );
}
