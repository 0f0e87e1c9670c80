import { m } from '@/i18n/messages';
import { quantityOf } from '@/ui/quantity';
import { nameOf, type ShelfItem } from '../shelf';
import classes from './Chips.module.css';
import { ItemPicker } from './ItemPicker';

interface Props {
  /** The most used first; undefined while on its way. */
  shelf: readonly ShelfItem[] | undefined;
  onPick: (item: ShelfItem) => void;
  error: string | undefined;
}

/** As many as a phone shows above the fold. */
const MOST = 8;

/** What goes out most, one tap each; the rest is found by name. */
export function ShelfButtons({ shelf, onPick, error }: Props) {
  const first = shelf?.filter(({ left }) => left > 0).slice(0, MOST) ?? [];
  return (
    <>
      <fieldset className={classes.chips}>
        <legend className="sr-only">{m.stores_most_used()}</legend>
        {first.map((item) => (
          <button key={item.id} type="button" className={classes.chip} onClick={() => onPick(item)}>
            {nameOf(item)}
            <span className={classes.left}>
              {m.stores_amount({ quantity: quantityOf(item.left), unit: item.unit })}
            </span>
          </button>
        ))}
      </fieldset>
      <ItemPicker
        label={m.stores_other_item()}
        items={shelf}
        onPick={onPick}
        error={error}
        data-path="lines"
      />
    </>
  );
}
