import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useMe } from '@/api/me';
import { m } from '@/i18n/messages';
import { LinkButton } from '@/ui/LinkButton';
import { PickField } from '@/ui/PickField';
import { SelectField } from '@/ui/SelectField';
import { matches } from '@/ui/words';
import { type DestinationFieldsProps, textProps } from './destination-fields';
import { asItem, itemName } from './guess';
import { itemsQuery, storesQuery } from './queries';
import classes from './ReceiptForm.module.css';
import { otherUnit } from './receipt-form';

/** A lot on a shelf: in which store, as which of its items. */
export function StockFields(props: DestinationFieldsProps) {
  const { line, error, path, onChange } = props;
  const { permissions } = useMe();
  const keeps = permissions.includes('stores.keep');
  const stores = useQuery({ ...storesQuery, enabled: keeps });
  const usable = stores.data?.filter(({ retired }) => !retired) ?? [];
  const only = usable.length === 1 ? usable[0]?.id : undefined;
  const { store_id } = line.destination;
  // After every rendering: the guess of the item may have been written over it in the same one.
  useEffect(() => {
    if (only && !store_id) {
      onChange({ store_id: only });
    }
  });
  if (!keeps) {
    return <p className={classes.warning}>{m.receipts_not_a_keeper()}</p>;
  }
  return (
    <>
      <SelectField
        label={m.receipts_store()}
        value={store_id}
        error={error('store_id')}
        data-path={path('store_id')}
        onChange={(event) => onChange({ store_id: event.currentTarget.value })}
        options={[
          { value: '', label: m.receipts_store_pick() },
          ...usable.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <ItemField {...props} />
      {otherUnit(line) || error('quantity') ? (
        <TextInput
          label={m.receipts_in_unit({ unit: line.destination.item_unit || line.unit })}
          description={m.receipts_in_unit_hint({
            quantity: line.accepted,
            unit: line.unit,
            other: line.destination.item_unit,
          })}
          inputMode="decimal"
          {...textProps(props, 'quantity')}
        />
      ) : null}
      <div className={classes.pair}>
        <TextInput label={m.stores_bin()} {...textProps(props, 'bin')} />
        {/* The last day of food stands with its lot. */}
        {line.destination.item_food ? null : (
          <TextInput type="date" label={m.stores_expires()} {...textProps(props, 'expires_on')} />
        )}
      </div>
    </>
  );
}

/** Which item of the store it is. */
function ItemField({ line, error, path, onChange }: DestinationFieldsProps) {
  const { permissions } = useMe();
  const [text, setText] = useState('');
  const { data } = useQuery(itemsQuery);
  const { destination: to } = line;
  return (
    <div className={classes.item}>
      <PickField
        label={m.receipts_item()}
        placeholder={m.stores_pick_item()}
        chosen={to.item_id ? `${to.item_name} · ${to.item_unit}` : null}
        onPick={(option) => onChange(asItem(data?.find(({ id }) => id === option?.value)))}
        options={data
          ?.filter((item) => !item.retired && matches(text, item.name, item.spec))
          .map((item) => ({ value: item.id, label: itemName(item), hint: item.unit }))}
        error={error('item_id')}
        data-path={path('item_id')}
        text={text}
        onText={setText}
      />
      {permissions.includes('stores.manage') && !to.item_id ? (
        <LinkButton to="/stores/items/new" variant="subtle" size="md">
          {m.stores_item_new()}
        </LinkButton>
      ) : null}
    </div>
  );
}
