import { type ReactNode, useId } from 'react';
import classes from './import.module.css';

interface Props {
  no: number;
  title: string;
  done?: boolean;
  children: ReactNode;
}

/** One numbered part of the page. */
export function Step({ no, title, done, children }: Props) {
  const id = useId();
  return (
    <section className={classes.step} aria-labelledby={id} data-done={done || undefined}>
      <div className={classes.stepHead}>
        <span className={classes.stepNo} aria-hidden>
          {no}
        </span>
        <h2 id={id}>{title}</h2>
      </div>
      {children}
    </section>
  );
}
