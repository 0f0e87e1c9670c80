import { TextInput } from '@mantine/core';
import type { PolicyView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { SelectField } from '@/ui/SelectField';
import { RaisesField } from './RaisesField';
import { TiersField } from './TiersField';
import type { Draft, RaiseDraft, Tier } from './value';

interface Props {
  policy: PolicyView;
  label: string;
  value: Draft;
  onChange: (value: Draft) => void;
  error?: string | undefined;
}

/** The field for a rule, by its kind. */
export function ValueField({ policy, label, value, onChange, error }: Props) {
  if (policy.kind === 'raises') {
    const rows = value as RaiseDraft[];
    return (
      <RaisesField label={label} policy={policy} value={rows} onChange={onChange} error={error} />
    );
  }
  if (typeof value !== 'string') {
    return (
      <TiersField
        label={label}
        options={policy.options}
        value={value as Tier[]}
        onChange={onChange}
        error={error}
      />
    );
  }
  const shared = { label, value, error, 'data-path': 'value' };
  if (policy.kind === 'choice' || policy.kind === 'yes_no') {
    const options =
      policy.kind === 'choice'
        ? policy.options.map((option) => ({ value: option.value, label: option.title }))
        : [
            { value: 'yes', label: m.rules_yes() },
            { value: 'no', label: m.rules_no() },
          ];
    return (
      <SelectField
        {...shared}
        options={options}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  const many = policy.kind === 'integers' || policy.kind === 'times';
  const digits = policy.kind === 'integer' ? 'numeric' : undefined;
  return (
    <TextInput
      {...shared}
      inputMode={policy.kind === 'money' ? 'decimal' : digits}
      autoComplete="off"
      description={many ? m.rules_list_hint() : (policy.unit ?? undefined)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
