import { Button, TextInput } from '@mantine/core';
import { m } from '@/i18n/messages';
import { SelectField } from '@/ui/SelectField';
import { type Column, isWrong, type Per } from '../matrix';
import classes from './ColumnFields.module.css';

interface Props {
  column: Column;
  index: number;
  /** For how many classes somebody wrote something else. */
  changed: number;
  errors: Record<string, string>;
  onChange: (change: Partial<Column>) => void;
}

/** What is proposed for everybody: one number fills the column, but for what somebody wrote for a class. */
export function ColumnFields({ column, index, changed, errors, onChange }: Props) {
  const { name } = column.item;
  return (
    <>
      <div className={classes.fields}>
        <TextInput
          className={classes.quantity}
          classNames={{ error: classes.error }}
          aria-label={m.stores_quantity_of({ name })}
          inputMode="decimal"
          value={column.quantity}
          error={errors[`lines.${index}.quantity`] ?? isWrong(column.quantity)}
          data-path={`lines.${index}.quantity`}
          onChange={(event) => onChange({ quantity: event.currentTarget.value })}
          onFocus={(event) => event.currentTarget.select()}
        />
        <SelectField
          aria-label={m.stores_per_of({ name })}
          options={[
            { value: 'class', label: m.stores_per_class() },
            { value: 'pupil', label: m.stores_per_pupil() },
          ]}
          value={column.per}
          onChange={(event) => onChange({ per: event.currentTarget.value as Per })}
        />
      </div>
      {changed > 0 ? (
        <Button variant="subtle" className={classes.reset} onClick={() => onChange({ cells: {} })}>
          {m.stores_cells_reset({ count: changed })}
        </Button>
      ) : null}
    </>
  );
}
