import { type ReactNode, useId } from 'react';
import classes from './FormSection.module.css';

/** A titled part of a long form. */
export function FormSection(props: { title: string; text?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div>
        <h2 id={id}>{props.title}</h2>
        {props.text ? <p className={classes.text}>{props.text}</p> : null}
      </div>
      {props.children}
    </section>
  );
}
