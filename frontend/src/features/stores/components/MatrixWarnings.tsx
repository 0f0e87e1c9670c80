import { m } from '@/i18n/messages';
import { quantityOf } from '@/ui/quantity';
import { WarningBox } from '@/ui/WarningBox';
import type { Column } from '../matrix';

interface ShortagesProps {
  columns: readonly Pick<Column, 'item'>[];
  totals: readonly { short: number }[];
}

/** What will not be enough: handed out all the same, and listed afterwards. */
export function Shortages({ columns, totals }: ShortagesProps) {
  const short = columns.flatMap(({ item }, index) => {
    const missing = totals[index]?.short ?? 0;
    return missing > 0
      ? [`${item.name} ${m.stores_amount({ quantity: quantityOf(missing), unit: item.unit })}`]
      : [];
  });
  return short.length > 0 ? (
    <WarningBox
      title={m.stores_will_be_short({ things: short.join(m.stores_comma()) })}
      text={m.stores_short_text()}
    />
  ) : null;
}

/** Classes that would get nothing by the pupil because nobody counted theirs. */
export function Uncounted({ classes }: { classes: readonly { name: string }[] }) {
  return classes.length > 0 ? (
    <WarningBox
      title={m.stores_uncounted({
        classes: classes.map(({ name }) => name).join(m.stores_comma()),
      })}
      text={m.stores_uncounted_text()}
    />
  ) : null;
}

/** What is controlled and beyond its size: all of it goes out once it is approved. */
export function Asks({ columns }: { columns: readonly Column[] }) {
  return columns.map(({ item }) => (
    <WarningBox
      key={item.id}
      title={m.stores_asks({
        name: item.name,
        above: m.stores_amount({
          quantity: quantityOf(item.controlledAbove ?? 0),
          unit: item.unit,
        }),
      })}
      text={m.stores_asks_text()}
    />
  ));
}
