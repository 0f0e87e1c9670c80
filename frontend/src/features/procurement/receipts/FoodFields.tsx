import { TextInput } from '@mantine/core';
import { m } from '@/i18n/messages';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { type FoodValues, isMeat, needsStore, type RefusedGoods } from './food-form';
import classes from './ReceiptForm.module.css';
import type { LineValues } from './receipt-form';

interface Props {
  line: LineValues;
  index: number;
  errors: Record<string, string>;
  onChange: (change: Partial<LineValues>) => void;
}

/** What stands on the package and in its papers. */
export function FoodFields({ line, index, errors, onChange }: Props) {
  const { food } = line;
  const props = (name: keyof FoodValues) => ({
    value: food[name],
    error: errors[`lines.${index}.food.${name}`],
    'data-path': `lines.${index}.food.${name}`,
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ food: { ...food, [name]: event.currentTarget.value } }),
  });
  const whole = errors[`lines.${index}.food`];
  return (
    <section className={classes.line} aria-label={m.receipts_food()}>
      <p className={classes.hint}>{m.receipts_food_text()}</p>
      {needsStore(line) ? <p className={classes.warning}>{m.receipts_food_needs_store()}</p> : null}
      {whole ? (
        <p role="alert" tabIndex={-1} data-path={`lines.${index}.food`} className={classes.wrong}>
          {whole}
        </p>
      ) : null}
      <TextInput
        label={m.receipts_brand()}
        placeholder={m.receipts_brand_example()}
        {...props('brand')}
      />
      <div className={classes.pair}>
        <TextInput label={m.receipts_lot_no()} {...props('lot_no')} />
        <TextInput type="date" label={m.receipts_produced_on()} {...props('produced_on')} />
        <TextInput type="date" label={m.receipts_expires_on()} {...props('expires_on')} />
        <TextInput
          label={m.receipts_shelf_life()}
          inputMode="numeric"
          {...props('shelf_life_days')}
        />
      </div>
      {isMeat(line) ? (
        <div className={classes.pair}>
          <TextInput label={m.receipts_quarantine()} {...props('quarantine_no')} />
          <TextInput label={m.receipts_meat_quality()} {...props('meat_quality_no')} />
        </div>
      ) : null}
      <TextInput
        label={m.receipts_certificates()}
        description={m.receipts_certificates_hint()}
        {...props('certificates')}
      />
      {line.destination.item_cold ? (
        <TextInput
          label={m.receipts_temperature()}
          description={m.receipts_temperature_hint()}
          {...props('temperature_c')}
        />
      ) : null}
    </section>
  );
}

/** What was refused of food goes back or is destroyed before the lorry leaves. */
export function RefusedFood({ line, index, errors, onChange }: Props) {
  return (
    <ChoiceCards<Exclude<RefusedGoods, ''>>
      label={m.receipts_refused_goods()}
      choices={[
        { value: 'returned', label: m.receipts_returned() },
        { value: 'destroyed', label: m.receipts_destroyed() },
      ]}
      value={line.refused_goods || null}
      onChange={(refused_goods) => onChange({ refused_goods })}
      error={errors[`lines.${index}.refused_goods`]}
      data-path={`lines.${index}.refused_goods`}
    />
  );
}
