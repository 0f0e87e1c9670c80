import { Button, TextInput } from '@mantine/core';
import type { ChecklistItemKind } from '@/api/schema';
import { m } from '@/i18n/messages';
import { CheckField } from '@/ui/CheckField';
import { PlacePicker } from '@/ui/PlacePicker';
import { SelectField } from '@/ui/SelectField';
import { ITEM_WORDS } from '../words';
import classes from './Item.module.css';

export interface ItemValue {
  text: string;
  kind: ChecklistItemKind;
  unit: string;
  min: string;
  max: string;
  required: boolean;
  location_id: string;
}

export const emptyItem = (): ItemValue => ({
  text: '',
  kind: 'yes_no',
  unit: '',
  min: '',
  max: '',
  required: true,
  location_id: '',
});

interface Props {
  item: ItemValue;
  at: number;
  errors: Record<string, string>;
  onChange: (patch: Partial<ItemValue>) => void;
  onRemove: (() => void) | null;
}

/** One line of a checklist as it is written. */
export function EditItem({ item, at, errors, onChange, onRemove }: Props) {
  const path = (field: string) => `items.${at}.${field}`;
  const text = (field: 'text' | 'unit' | 'min' | 'max') => ({
    value: item[field],
    error: errors[path(field)],
    'data-path': path(field),
    onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
      onChange({ [field]: event.currentTarget.value }),
  });
  return (
    <fieldset className={classes.item}>
      <legend>{m.inspections_item_no({ no: at + 1 })}</legend>
      <TextInput label={m.inspections_item_what()} {...text('text')} />
      <SelectField
        label={m.inspections_item_kind()}
        value={item.kind}
        error={errors[path('kind')]}
        data-path={path('kind')}
        onChange={(event) => onChange({ kind: event.currentTarget.value as ChecklistItemKind })}
      >
        {Object.entries(ITEM_WORDS).map(([kind, word]) => (
          <option key={kind} value={kind}>
            {word()}
          </option>
        ))}
      </SelectField>
      {item.kind === 'number' ? (
        <div className={classes.grid}>
          <TextInput label={m.inspections_min()} inputMode="decimal" {...text('min')} />
          <TextInput label={m.inspections_max()} inputMode="decimal" {...text('max')} />
          <TextInput label={m.inspections_unit()} {...text('unit')} />
        </div>
      ) : null}
      <PlacePicker
        label={m.inspections_item_place()}
        value={item.location_id || null}
        onChange={(id) => onChange({ location_id: id ?? '' })}
        error={errors[path('location_id')]}
        data-path={path('location_id')}
      />
      <CheckField
        label={m.inspections_item_required()}
        checked={item.required}
        onChange={(event) => onChange({ required: event.currentTarget.checked })}
      />
      {onRemove ? (
        <div>
          <Button variant="subtle" size="md" onClick={onRemove}>
            {m.inspections_item_remove({ no: at + 1 })}
          </Button>
        </div>
      ) : null}
    </fieldset>
  );
}
