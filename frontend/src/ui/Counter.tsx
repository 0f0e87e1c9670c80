import { TextInput } from '@mantine/core';
import { m } from '@/i18n/messages';
import classes from './Counter.module.css';
import { IconButton } from './IconButton';
import { IconMinus, IconPlus } from './icons';
import { stepped } from './quantity';

interface Props {
  /** Names the field for whoever cannot see it. */
  label: string;
  value: string;
  onChange: (value: string) => void;
  unit?: string;
  error?: string | undefined;
  'data-path'?: string;
}

/** How many, by thumb or typed. */
export function Counter({ label, value, onChange, unit, error, ...field }: Props) {
  return (
    <div className={classes.counter}>
      <IconButton
        label={m.stores_less({ name: label })}
        onClick={() => onChange(stepped(value, -1))}
      >
        <IconMinus size={22} aria-hidden />
      </IconButton>
      <TextInput
        className={classes.field}
        aria-label={label}
        inputMode="decimal"
        value={value}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        {...field}
      />
      <IconButton
        label={m.stores_more({ name: label })}
        onClick={() => onChange(stepped(value, 1))}
      >
        <IconPlus size={22} aria-hidden />
      </IconButton>
      {unit ? <span className={classes.unit}>{unit}</span> : null}
    </div>
  );
}
