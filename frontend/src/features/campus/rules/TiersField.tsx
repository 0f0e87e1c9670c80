import { Button, TextInput } from '@mantine/core';
import type { PolicyView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { CheckField } from '@/ui/CheckField';
import { IconButton } from '@/ui/IconButton';
import { IconPlus, IconTrash } from '@/ui/icons';
import { SelectField } from '@/ui/SelectField';
import { styles } from './styles';
import type { Tier } from './value';

interface Props {
  label: string;
  options: PolicyView['options'];
  value: readonly Tier[];
  onChange: (value: Tier[]) => void;
  error?: string | undefined;
}

/** Amounts and who approves each; the last tier has no upper end. */
export function TiersField({ label, options, value, onChange, error }: Props) {
  const change = (index: number, patch: Partial<Tier>) =>
    onChange(value.map((tier, at) => (at === index ? { ...tier, ...patch } : tier)));
  const add = () => {
    const last = value.at(-1);
    if (last) {
      const before = { up_to: '', inclusive: true, approver: last.approver };
      onChange([...value.slice(0, -1), before, last]);
    }
  };
  return (
    <fieldset style={styles.tiers} data-path="value">
      <legend style={styles.legend}>{label}</legend>
      {value.map((tier, index) => {
        const number = index + 1;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a tier is its place in the order
          <div key={index} style={styles.tier}>
            {tier.up_to === null ? (
              <span style={styles.small}>{m.rules_tier_open()}</span>
            ) : (
              <div>
                <TextInput
                  aria-label={m.rules_tier_to({ number })}
                  inputMode="decimal"
                  autoComplete="off"
                  value={tier.up_to.replace(/\.00$/, '')}
                  onChange={(event) => change(index, { up_to: event.currentTarget.value })}
                />
                <CheckField
                  label={m.rules_tier_inclusive()}
                  checked={tier.inclusive}
                  onChange={(event) => change(index, { inclusive: event.currentTarget.checked })}
                />
              </div>
            )}
            <SelectField
              aria-label={m.rules_tier_who({ number })}
              value={tier.approver}
              options={options.map((option) => ({ value: option.value, label: option.title }))}
              onChange={(event) => change(index, { approver: event.currentTarget.value })}
            />
            {tier.up_to === null ? null : (
              <IconButton
                label={m.rules_tier_remove({ number })}
                onClick={() => onChange(value.filter((_, at) => at !== index))}
              >
                <IconTrash size={18} aria-hidden />
              </IconButton>
            )}
          </div>
        );
      })}
      {error ? <p style={styles.error}>{error}</p> : null}
      <div>
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
          {m.rules_tier_add()}
        </Button>
      </div>
    </fieldset>
  );
}
