import { TextInput } from '@mantine/core';
import type { QuoteSheetLine } from '@/api/schema';
import { formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { Money } from '@/ui/Money';
import { sumOf } from '../request-form';
import classes from './QuoteFormPage.module.css';
import type { QuoteValues } from './quote-form';

interface Props {
  lines: readonly QuoteSheetLine[];
  values: QuoteValues['lines'];
  errors: Record<string, string>;
  onChange: (values: QuoteValues['lines']) => void;
}

/** The request's lines, each with the price of a piece; empty where the shop does not have it. */
export function PriceFields({ lines, values, errors, onChange }: Props) {
  return (
    <>
      <ul className={classes.prices}>
        {lines.map((line, index) => {
          const unit_price = values[index]?.unit_price ?? '';
          const amount = sumOf([{ quantity: line.quantity, unit_price }]);
          const path = `lines.${index}.unit_price`;
          return (
            <li key={line.position} className={classes.price}>
              <div className={classes.what}>
                {[line.name, line.spec].filter(Boolean).join(' ')}
                <span className={classes.quiet}>
                  {m.quotes_estimated({
                    quantity: line.quantity,
                    unit: line.unit,
                    price: formatMoney(line.estimated_unit_price),
                  })}
                </span>
              </div>
              <TextInput
                aria-label={m.quotes_price_of({ name: line.name })}
                placeholder={m.purchases_line_price()}
                inputMode="decimal"
                value={unit_price}
                error={errors[path] ?? errors[`lines.${index}.position`]}
                data-path={path}
                onChange={(event) => {
                  const typed = event.currentTarget.value;
                  onChange(values.map((one, at) => (at === index ? { unit_price: typed } : one)));
                }}
              />
              <span className={classes.amount}>{amount ? <Money amount={amount} /> : null}</span>
            </li>
          );
        })}
      </ul>
      {errors.lines ? (
        <p role="alert" tabIndex={-1} data-path="lines" className={classes.wrong}>
          {errors.lines}
        </p>
      ) : null}
    </>
  );
}
