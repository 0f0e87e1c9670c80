import { type ReactNode, useId } from 'react';
import { m } from '@/i18n/messages';
import classes from './Stepper.module.css';

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  max: number;
  /** Numbers that are a tap away, and all of them. */
  quick?: readonly number[];
  error?: ReactNode;
  'data-path'?: string;
}

/** A small number, for a thumb: one less, one more, or typed. */
export function Stepper({ label, value, onChange, max, quick, error, ...rest }: Props) {
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
      {quick ? (
        <div className={classes.line}>
          {quick
            .filter((number) => number < max)
            .map((number, index) => (
              <Quick
                key={number}
                // A field would call up the keyboard over half of the sheet.
                first={index === 0}
                on={known && count === number}
                onPick={() => onChange(String(number))}
              >
                {number}
              </Quick>
            ))}
          <Quick on={known && count === max} onPick={() => onChange(String(max))}>
            {m.cards_move_all()}
          </Quick>
        </div>
      ) : null}
      <div className={classes.line}>
        <button
          type="button"
          className={classes.step}
          aria-label={m.cards_move_less()}
          disabled={!known || count <= 1}
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
      </div>
      {error ? (
        <p id={`${id}-error`} className={classes.error}>
          {error}
        </p>
      ) : null}
    </div>
  );
}

function Quick(props: { on: boolean; first?: boolean; onPick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      className={classes.quick}
      aria-pressed={props.on}
      onClick={props.onPick}
      data-autofocus={props.first || undefined}
    >
      {props.children}
    </button>
  );
}
