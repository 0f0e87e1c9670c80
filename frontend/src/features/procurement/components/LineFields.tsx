import { TextInput } from '@mantine/core';
import { m } from '@/i18n/messages';
import { IconButton } from '@/ui/IconButton';
import { IconX } from '@/ui/icons';
import type { LineValues } from '../request-form';
import classes from './LineFields.module.css';

interface Props {
  line: LineValues;
  index: number;
  errors: Record<string, string>;
  onChange: (change: Partial<LineValues>) => void;
  /** Left out for the only line. */
  onRemove?: () => void;
}

type Field = Exclude<keyof LineValues, 'key'>;

/** One thing that is needed. */
export function LineFields({ line, index, errors, onChange, onRemove }: Props) {
  const path = (field: Field) => `lines.${index}.${field}`;
  const props = (field: Field) => ({
    value: line[field],
    error: errors[path(field)],
    'data-path': path(field),
    onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
      onChange({ [field]: event.currentTarget.value }),
  });
  return (
    <li className={classes.line}>
      <fieldset className={classes.fields}>
        <legend className="sr-only">{m.purchases_line({ number: index + 1 })}</legend>
        <TextInput className={classes.name} label={m.purchases_line_name()} {...props('name')} />
        <TextInput className={classes.spec} label={m.purchases_line_spec()} {...props('spec')} />
        <TextInput label={m.purchases_line_quantity()} inputMode="decimal" {...props('quantity')} />
        <TextInput label={m.purchases_line_unit()} {...props('unit')} />
        <TextInput label={m.purchases_line_price()} inputMode="decimal" {...props('unit_price')} />
      </fieldset>
      {onRemove ? (
        <IconButton label={m.purchases_remove_line({ number: index + 1 })} onClick={onRemove}>
          <IconX size={20} aria-hidden />
        </IconButton>
      ) : null}
    </li>
  );
}
