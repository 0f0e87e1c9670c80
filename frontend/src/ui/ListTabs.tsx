import { type ReactNode, useEffect, useRef } from 'react';
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
  const tabs = useRef<HTMLElement>(null);
  // On a phone not all of them fit: the one that is open is seen whole.
  useEffect(() => {
    const open = tabs.current?.querySelector<HTMLElement>('[aria-current=page], [data-inside]');
    if (tabs.current && open) {
      tabs.current.scrollLeft += open.getBoundingClientRect().right - innerWidth + 24;
    }
  }, []);
  return (
    <nav
      ref={tabs}
      className={second ? classes.second : classes.tabs}
      aria-label={label}
      data-screen-only
    >
      {children}
    </nav>
  );
}
