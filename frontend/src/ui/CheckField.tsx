import type { InputHTMLAttributes, ReactNode } from 'react';
import classes from './CheckField.module.css';

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> {
  label: string;
  error?: ReactNode;
}

/** A native checkbox whose whole line is the target; Mantine's own is 24 px on a phone. */
export function CheckField({ label, error, ...input }: Props) {
  return (
    <div>
      <label className={classes.line}>
        <input type="checkbox" aria-invalid={error ? true : undefined} {...input} />
        {label}
      </label>
      {error ? <p className={classes.error}>{error}</p> : null}
    </div>
  );
}
