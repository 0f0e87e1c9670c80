import type { ReactNode } from 'react';
import classes from './Folded.module.css';
import { IconChevronDown } from './icons';

interface Props {
  title: string;
  /** What is in it, in few words; for whom the title is enough. */
  text?: ReactNode;
  /** Open from the beginning. */
  open?: boolean;
  onToggle?: (open: boolean) => void;
  children: ReactNode;
}

/** A part that most people do not need; closed until somebody opens it. */
export function Folded({ title, text, open, onToggle, children }: Props) {
  return (
    <details
      className={classes.folded}
      open={open}
      onToggle={(event) => onToggle?.(event.currentTarget.open)}
    >
      <summary className={classes.summary}>
        <span className={classes.title}>{title}</span>
        {text ? <span className={classes.text}>{text}</span> : null}
        <IconChevronDown size={18} aria-hidden />
      </summary>
      <div className={classes.content}>{children}</div>
    </details>
  );
}
