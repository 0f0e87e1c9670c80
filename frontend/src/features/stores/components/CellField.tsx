import type { KeyboardEvent } from 'react';
import { isWrong } from '../matrix';
import classes from './CellField.module.css';

interface Props {
  /** Whose, and of what. */
  label: string;
  text: string;
  /** What counts as long as nothing stands in it. */
  hint: string;
  changed?: boolean;
  /** The column of the table that it stands in: keys lead up and down in it. */
  column?: number;
  onChange: (text: string) => void;
}

const STEPS: Record<string, number> = { Enter: 1, ArrowDown: 1, ArrowUp: -1 };

/** To the same thing of the class below or above; Enter does not send the form from within the matrix. */
function betweenRows(event: KeyboardEvent<HTMLInputElement>): void {
  const by = STEPS[event.key];
  if (!by) {
    return;
  }
  event.preventDefault();
  const field = event.currentTarget;
  const { column } = field.dataset;
  const table = field.closest('table');
  if (column !== undefined && table) {
    const fields = [...table.querySelectorAll<HTMLInputElement>(`[data-column="${column}"]`)];
    fields[fields.indexOf(field) + by]?.focus();
  }
}

/** One quantity of the matrix. A plain field: there are hundreds of them. */
export function CellField({ label, text, hint, changed, column, onChange }: Props) {
  return (
    <input
      className={classes.field}
      aria-label={label}
      aria-invalid={isWrong(text) || undefined}
      data-changed={changed || undefined}
      data-column={column}
      inputMode="decimal"
      autoComplete="off"
      placeholder={hint}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onKeyDown={betweenRows}
    />
  );
}
