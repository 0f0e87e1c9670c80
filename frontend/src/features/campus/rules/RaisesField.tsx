import { Button, TextInput } from '@mantine/core';
import type { PolicyView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { IconButton } from '@/ui/IconButton';
import { IconPlus, IconTrash } from '@/ui/icons';
import { SelectField } from '@/ui/SelectField';
import { styles } from './styles';
import type { RaiseDraft } from './value';

interface Props {
  label: string;
  policy: Pick<PolicyView, 'options' | 'funds'>;
  value: readonly RaiseDraft[];
  onChange: (value: RaiseDraft[]) => void;
  error?: string | undefined;
}

/** What goes higher up whatever it costs: a dear piece, a fund, a class of things, and to whom. */
export function RaisesField({ label, policy, value, onChange, error }: Props) {
  const change = (index: number, patch: Partial<RaiseDraft>) =>
    onChange(value.map((raise, at) => (at === index ? { ...raise, ...patch } : raise)));
  const add = () => {
    const approver = policy.options[0]?.value ?? '';
    onChange([...value, { unit_price_from: '', fund: '', words: '', approver }]);
  };
  const choices = (options: PolicyView['options']) =>
    options.map((option) => ({ value: option.value, label: option.title }));
  return (
    <fieldset style={styles.tiers} data-path="value">
      <legend style={styles.legend}>{label}</legend>
      <p style={styles.small}>{m.rules_raise_hint()}</p>
      {value.map((raise, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a condition is its place in the order
        <fieldset key={index} style={styles.raise}>
          <legend style={styles.small}>{m.rules_raise_number({ number: index + 1 })}</legend>
          <TextInput
            label={m.rules_raise_price_label()}
            inputMode="decimal"
            autoComplete="off"
            value={raise.unit_price_from.replace(/\.00$/, '')}
            onChange={(event) => change(index, { unit_price_from: event.currentTarget.value })}
          />
          <SelectField
            label={m.rules_raise_fund_label()}
            value={raise.fund}
            options={[{ value: '', label: m.rules_raise_any_fund() }, ...choices(policy.funds)]}
            onChange={(event) => change(index, { fund: event.currentTarget.value })}
          />
          <TextInput
            label={m.rules_raise_words_label()}
            autoComplete="off"
            value={raise.words}
            onChange={(event) => change(index, { words: event.currentTarget.value })}
          />
          <SelectField
            label={m.rules_raise_who_label()}
            value={raise.approver}
            options={choices(policy.options)}
            onChange={(event) => change(index, { approver: event.currentTarget.value })}
          />
          <IconButton
            label={m.rules_raise_remove({ number: index + 1 })}
            onClick={() => onChange(value.filter((_, at) => at !== index))}
          >
            <IconTrash size={18} aria-hidden />
          </IconButton>
        </fieldset>
      ))}
      {error ? <p style={styles.error}>{error}</p> : null}
      <div>
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
          {m.rules_raise_add()}
        </Button>
      </div>
    </fieldset>
  );
}
