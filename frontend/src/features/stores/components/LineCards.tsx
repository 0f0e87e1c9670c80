import type { ReactNode } from 'react';
import { m } from '@/i18n/messages';
import { IconButton } from '@/ui/IconButton';
import { IconX } from '@/ui/icons';
import classes from './LineCards.module.css';

/** Things below each other, each with what is said of it. */
export function LineCards({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ol className={classes.lines} aria-label={label}>
      {children}
    </ol>
  );
}

interface Props {
  name: string;
  /** How much of it there is, for one. */
  under?: ReactNode;
  /** How taking it away is called, where it is called otherwise. */
  remove?: string;
  onRemove?: () => void;
  children: ReactNode;
}

/** One thing of a form. */
export function LineCard({ name, under, remove, onRemove, children }: Props) {
  return (
    <li className={classes.line}>
      <div className={classes.head}>
        <p className={classes.name}>
          {name}
          {under ? <span className={classes.under}>{under}</span> : null}
        </p>
        {onRemove ? (
          <IconButton label={remove ?? m.stores_remove({ name })} onClick={onRemove}>
            <IconX size={20} aria-hidden />
          </IconButton>
        ) : null}
      </div>
      {children}
    </li>
  );
}
