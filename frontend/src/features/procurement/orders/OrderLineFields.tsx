import { TextInput } from '@mantine/core';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { CheckField } from '@/ui/CheckField';
import { Money } from '@/ui/Money';
import { sumOf } from '../request-form';
import classes from './OrderLineFields.module.css';
import { type OpenLine, type OrderValues, wanted } from './order-form';

type Values = OrderValues['lines'];

interface Props {
  lines: readonly OpenLine[];
  values: Values;
  /** Of the whole form: a line's are named lines.0.quantity. */
  errors: Record<string, string>;
  onChange: (values: Values) => void;
}

/** The request's lines, each with what is bought of it now; empty where nothing is. */
export function OrderLineFields({ lines, values, errors, onChange }: Props) {
  return (
    <>
      <ul className={classes.lines}>
        {lines.map((line, index) => (
          <li key={line.position} className={classes.line}>
            {line.left === '0' ? (
              <>
                <What line={line} />
                <p className={classes.gone}>{m.orders_line_gone()}</p>
              </>
            ) : (
              <Fields
                line={line}
                value={values[index] ?? { quantity: '', unit_price: '', food: false }}
                errors={errors}
                onChange={(next) => onChange(values.map((one, at) => (at === index ? next : one)))}
              />
            )}
          </li>
        ))}
      </ul>
      {errors.lines ? (
        <p role="alert" tabIndex={-1} data-path="lines" className={classes.wrong}>
          {errors.lines}
        </p>
      ) : null}
    </>
  );
}

function What({ line }: { line: OpenLine }) {
  const { unit, left, asked: quantity } = line;
  return (
    <span className={classes.what}>
      {[line.name, line.spec].filter(Boolean).join(' ')}
      <span className={classes.quiet}>
        {line.approved
          ? m.orders_line_asked({ quantity, unit })
          : m.orders_line_wished({ quantity, unit })}
        {left === quantity || left === '0' ? null : ` · ${m.orders_line_left({ left })}`}
      </span>
    </span>
  );
}

function Fields(props: {
  line: OpenLine;
  value: Values[number];
  errors: Record<string, string>;
  onChange: (value: Values[number]) => void;
}) {
  const { line, value, errors, onChange } = props;
  const amount = wanted(value) ? sumOf([value]) : null;
  const field = (name: 'quantity' | 'unit_price') => ({
    value: value[name],
    error: errors[`lines.${line.position}.${name}`],
    'data-path': `lines.${line.position}.${name}`,
    inputMode: 'decimal' as const,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
      onChange({ ...value, [name]: event.currentTarget.value }),
  });
  return (
    <fieldset className={classes.fields}>
      <legend className={classes.legend}>
        <What line={line} />
      </legend>
      <TextInput label={m.orders_line_quantity({ unit: line.unit })} {...field('quantity')} />
      <TextInput label={m.purchases_line_price()} {...field('unit_price')} />
      <p className={classes.amount}>
        <span className={classes.quiet}>{m.purchases_line_amount()}</span>
        {amount ? <Money amount={amount} /> : formatMoney('0')}
      </p>
      <div className={classes.food}>
        <CheckField
          label={m.orders_line_food()}
          checked={value.food}
          onChange={(event) => onChange({ ...value, food: event.currentTarget.checked })}
        />
      </div>
    </fieldset>
  );
}
