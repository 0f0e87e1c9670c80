import type { ReactNode } from 'react';
import classes from './ListTabs.module.css';

/** How a tab's link knows that it is the page, whatever it is narrowed to. */
export const TAB = { exact: true, includeSearch: false };

interface Props {
  label: string;
  /** Below a tab of the first row. */
  second?: boolean;
  children: ReactNode;
}

/** Lists beside each other under one entry of the navigation: links, the one that is open marked. */
export function ListTabs({ label, second = false, children }: Props) {
  return (
    <nav className={second ? classes.second : classes.tabs} aria-label={label} data-screen-only>
      {children}
    </nav>
  );
}
