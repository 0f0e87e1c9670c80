import type { ReactNode } from 'react';
import { m } from '@/i18n/messages';
import classes from './Facts.module.css';

/** Names and values of a record. A value that is not known says so instead of leaving a hole. */
export function Facts({ items }: { items: readonly { label: string; value: ReactNode }[] }) {
  return (
    <dl className={classes.facts}>
      {items.map(({ label, value }) => (
        <div key={label} className={classes.fact}>
          <dt>{label}</dt>
          <dd>{value ?? m.ui_none()}</dd>
        </div>
      ))}
    </dl>
  );
}
