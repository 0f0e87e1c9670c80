import { TextInput } from '@mantine/core';
import { m } from '@/i18n/messages';
import { CheckField } from '@/ui/CheckField';
import { editFields, type Ticked } from '../edit';
import classes from '../pages/EditAssetsPage.module.css';
import { settableStatuses } from '../words';
import { CategoryPicker } from './CategoryPicker';

interface Props {
  ticked: Ticked;
  onChange: (ticked: Ticked) => void;
}

type Field = ReturnType<typeof editFields>[number];

/** A tick for each field that is to change, and what it becomes. */
export function EditFields({ ticked, onChange }: Props) {
  const tick = (name: string, on: boolean) => {
    const { [name]: _, ...others } = ticked;
    onChange(on ? { ...others, [name]: '' } : others);
  };
  return (
    <div className={classes.fields}>
      {editFields().map((field) => {
        const value = ticked[field.name];
        return (
          <div key={field.name} className={classes.field}>
            <CheckField
              label={field.label}
              checked={value !== undefined}
              onChange={(event) => tick(field.name, event.currentTarget.checked)}
            />
            {value === undefined ? null : (
              <Value
                field={field}
                value={value}
                onChange={(next) => onChange({ ...ticked, [field.name]: next })}
              />
            )}
          </div>
        );
      })}
    </div>
  );
}

interface ValueProps {
  field: Field;
  value: string;
  onChange: (value: string) => void;
}

function Value({ field, value, onChange }: ValueProps) {
  if (field.kind === 'category') {
    return (
      <CategoryPicker
        compact
        label={field.label}
        value={value || null}
        onChange={(code) => onChange(code ?? '')}
      />
    );
  }
  if (field.kind === 'status') {
    return (
      <select
        className={classes.select}
        aria-label={field.label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">{m.imports_edit_needed()}</option>
        {settableStatuses().map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  }
  return (
    <TextInput
      aria-label={field.label}
      type={field.kind === 'date' ? 'date' : 'text'}
      placeholder={field.needed ? m.imports_edit_needed() : m.imports_edit_empty()}
      autoComplete="off"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
