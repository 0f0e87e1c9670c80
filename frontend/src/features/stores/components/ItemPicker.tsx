import { useState } from 'react';
import { m } from '@/i18n/messages';
import { PickField } from '@/ui/PickField';
import { quantityOf } from '@/ui/quantity';
import { nameOf, type ShelfItem } from '../shelf';

interface Props {
  label: string;
  /** Undefined while on its way. */
  items: readonly ShelfItem[] | undefined;
  onPick: (item: ShelfItem) => void;
  error?: string | undefined;
  chosen?: string | null;
  'data-path'?: string;
  /** A count is blind: nothing is said of what there should be. */
  blind?: boolean;
}

/** An item of the store, by any part of its name. */
export function ItemPicker({ items, onPick, blind, chosen = null, ...field }: Props) {
  const [text, setText] = useState('');
  const q = text.trim().toLowerCase();
  return (
    <PickField
      {...field}
      placeholder={m.stores_pick_item()}
      chosen={chosen}
      onPick={(option) => {
        const item = items?.find(({ id }) => id === option?.value);
        if (item) {
          onPick(item);
        }
      }}
      options={items
        ?.filter((item) => nameOf(item).toLowerCase().includes(q))
        .map((item) => ({
          value: item.id,
          label: nameOf(item),
          hint: blind
            ? undefined
            : m.stores_left({ quantity: quantityOf(item.left), unit: item.unit }),
        }))}
      text={text}
      onText={setText}
    />
  );
}
