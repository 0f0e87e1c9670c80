import { type ReactNode, useId } from 'react';
import classes from './ChoiceCards.module.css';
import type { Icon } from './icons';

export interface Choice<T extends string> {
  value: T;
  label: string;
  hint?: string;
  icon?: Icon;
}

interface Props<T extends string> {
  /** The question; it is the group's name for screen readers. */
  label: string;
  hideLabel?: boolean;
  choices: readonly Choice<T>[];
  value: T | null;
  onChange: (value: T) => void;
  error?: ReactNode;
  /** Most choices side by side on a phone. */
  columns?: 1 | 2 | 3 | 4;
  'data-path'?: string;
}

/**
 * Large choices on native radios: one tab stop, arrow keys, and a name for the group, none of which
 * Mantine's chips have. Every card is at least 44 px high.
 */
export function ChoiceCards<T extends string>(props: Props<T>) {
  const { label, choices, value, columns = 2, error } = props;
  const id = useId();
  return (
    <fieldset
      className={classes.group}
      aria-describedby={error ? `${id}-error` : undefined}
      aria-invalid={error ? true : undefined}
    >
      <legend className={props.hideLabel ? 'sr-only' : classes.legend}>{label}</legend>
      <div className={classes.cards} data-columns={columns}>
        {choices.map(({ icon: ChoiceIcon, ...choice }, index) => (
          <label
            key={choice.value}
            className={classes.card}
            data-with-icon={Boolean(ChoiceIcon) || undefined}
          >
            <input
              type="radio"
              name={id}
              value={choice.value}
              checked={value === choice.value}
              onChange={() => props.onChange(choice.value)}
              // Where the form puts the caret when the server refuses this field.
              data-path={index === 0 ? props['data-path'] : undefined}
            />
            {ChoiceIcon ? <ChoiceIcon size={24} stroke={1.6} aria-hidden /> : null}
            <span>
              <span className={classes.label}>{choice.label}</span>
              {choice.hint ? <span className={classes.hint}>{choice.hint}</span> : null}
            </span>
          </label>
        ))}
      </div>
      {error ? (
        <p id={`${id}-error`} className={classes.error}>
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
