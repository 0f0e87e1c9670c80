import { type ReactNode, useId } from 'react';
import { m } from '@/i18n/messages';
import classes from './Stepper.module.css';

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  max: number;
  /** Offers all of them with one tap. */
  withAll?: boolean;
  error?: ReactNode;
  'data-path'?: string;
}

/** A small number, for a thumb: one less, one more, or typed. */
export function Stepper({ label, value, onChange, max, withAll = false, error, ...rest }: Props) {
  const id = useId();
  const count = Number(value);
  const known = value.trim() !== '' && Number.isFinite(count);
  const step = (by: number) =>
    onChange(String(Math.min(max, Math.max(1, (known ? count : 0) + by))));
  return (
    <div className={classes.stepper}>
      <label htmlFor={id} className={classes.label}>
        {label}
      </label>
      <div className={classes.line}>
        <button
          type="button"
          className={classes.step}
          aria-label={m.cards_move_less()}
          disabled={known && count <= 1}
          onClick={() => step(-1)}
        >
          −
        </button>
        <input
          id={id}
          className={classes.input}
          inputMode="decimal"
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          data-path={rest['data-path']}
        />
        <button
          type="button"
          className={classes.step}
          aria-label={m.cards_move_more()}
          disabled={known && count >= max}
          onClick={() => step(1)}
        >
          +
        </button>
        {withAll && max > 1 ? (
          <button
            type="button"
            className={classes.step}
            data-all
            disabled={known && count === max}
            onClick={() => onChange(String(max))}
          >
            {m.cards_move_all()}
          </button>
        ) : null}
      </div>
      {error ? (
        <p id={`${id}-error`} className={classes.error}>
          {error}
        </p>
      ) : null}
    </div>
  );
}
