import type { ReactNode } from 'react';
import classes from './Folded.module.css';
import { IconChevronDown } from './icons';

/** A part that most people do not need; closed until somebody opens it. */
export function Folded(props: { title: string; text?: string; children: ReactNode }) {
  return (
    <details className={classes.folded}>
      <summary className={classes.summary}>
        <span className={classes.title}>{props.title}</span>
        {props.text ? <span className={classes.text}>{props.text}</span> : null}
        <IconChevronDown size={18} aria-hidden />
      </summary>
      <div className={classes.content}>{props.children}</div>
    </details>
  );
}
