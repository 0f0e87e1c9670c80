import { TextInput } from '@mantine/core';
import { m } from '@/i18n/messages';
import type { Form } from '@/offline/form';
import { SelectField } from '@/ui/SelectField';
import { Suggest } from '@/ui/Suggest';
import { TextArea } from '@/ui/TextArea';
import { answersOf, type CardField } from '../card-fields';
import { settableStatuses } from '../words';
import { CategoryPicker } from './CategoryPicker';

// biome-ignore lint/suspicious/noExplicitAny: the part of a form that the new card, the correction and many cards have
export type AnyForm = Form<any>;

interface Props {
  form: AnyForm;
  field: CardField;
  /** Where the value is in the form; by itself under its name. */
  path?: string;
  placeholder?: string;
  /** Its label stands elsewhere: said, not shown. */
  bare?: boolean;
}

/** Nothing is chosen yet where nothing was before. */
const TO_CHOOSE = () => ({ value: '', label: m.cards_many_needed() });
const MODES = { amount: 'decimal', whole: 'numeric' } as const;

/** One field of a card, by its kind. */
export function CardFieldInput({ form, field, path = field.name, placeholder, bare }: Props) {
  const label = field.label();
  const named = bare ? { 'aria-label': label } : { label };
  const input = { ...named, placeholder, ...form.getInputProps(path) };
  switch (field.kind) {
    case 'category':
      return (
        <CategoryPicker
          compact={bare}
          label={label}
          value={form.values[path] || null}
          onChange={(code) => form.setFieldValue(path, code)}
          error={form.errors[path]}
          data-path={path}
        />
      );
    case 'status':
      return (
        <SelectField
          options={bare ? [TO_CHOOSE(), ...settableStatuses()] : settableStatuses()}
          {...input}
        />
      );
    case 'suggest':
      return <Suggest answers={answersOf(field)} {...input} />;
    case 'lines':
      return <TextArea rows={3} {...input} />;
    case 'date':
      return <TextInput type="date" {...input} />;
    case 'amount':
    case 'whole':
      return <TextInput inputMode={MODES[field.kind]} autoComplete="off" {...input} />;
    default:
      return <TextInput autoComplete="off" {...input} />;
  }
}
