import type { ReactNode } from 'react';
import classes from './WideTable.module.css';

/** A table of a paper that is wider than a phone: there it is moved sideways, by the keyboard too. */
export function WideTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached
    <section className={classes.wide} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
