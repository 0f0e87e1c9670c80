import type { ReactNode } from 'react';
import classes from './ListTabs.module.css';

/** How a tab's link knows that it is the page, whatever it is narrowed to. */
export const TAB = { exact: true, includeSearch: false };

/** Lists beside each other under one entry of the navigation: links, the one that is open marked. */
export function ListTabs({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav className={classes.tabs} aria-label={label} data-screen-only>
      {children}
    </nav>
  );
}
