import { useQuery } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import { treeQuery } from '@/api/places';
import type { GoodsReceiptLine } from '@/api/schema';
import { m } from '@/i18n/messages';
import { DateText } from '@/ui/DateText';
import { useCategoryName } from './CategoryField';
import { itemName } from './guess';
import { itemsQuery, storesQuery } from './queries';
import classes from './Receipts.module.css';

type To = GoodsReceiptLine['destination'];

/** What a line becomes once everybody has signed: chosen already, and not done yet. */
export function ToBecome({ line }: { line: GoodsReceiptLine }) {
  const { destination: to } = line;
  if (line.accepted === '0') {
    return null;
  }
  return (
    <div className={classes.became} data-planned>
      <span>{m.receipts_will_be()}</span>
      {to.kind === 'cards' ? <Cards to={to} line={line} /> : null}
      {to.kind === 'stock' ? <Lot to={to} /> : null}
      {to.kind === 'used' ? <span>{m.receipts_to_used()}</span> : null}
    </div>
  );
}

function Cards({ to, line }: { to: Extract<To, { kind: 'cards' }>; line: GoodsReceiptLine }) {
  const category = useCategoryName();
  const { data } = useQuery(treeQuery);
  const place = data?.find(({ id }) => id === to.location_id)?.path;
  const words = [
    to.single
      ? m.receipts_cards_each({ quantity: line.accepted })
      : m.receipts_cards_one({ quantity: line.accepted, unit: line.unit }),
    category(to.category_code),
    place,
    to.department,
  ];
  return <span>{words.filter(Boolean).join(' · ')}</span>;
}

function Lot({ to }: { to: Extract<To, { kind: 'stock' }> }) {
  const { permissions } = useMe();
  const enabled = permissions.includes('stores.view');
  const stores = useQuery({ ...storesQuery, enabled });
  const items = useQuery({ ...itemsQuery, enabled });
  const item = items.data?.find(({ id }) => id === to.item_id);
  const words = [
    stores.data?.find(({ id }) => id === to.store_id)?.name ?? m.receipts_to_stock(),
    item ? itemName(item) : null,
    to.quantity && item ? m.purchases_quantity({ quantity: to.quantity, unit: item.unit }) : null,
    to.bin,
  ];
  return (
    <span>
      {words.filter(Boolean).join(' · ')}
      {to.expires_on ? (
        <>
          {' · '}
          {m.stores_expires()} <DateText value={to.expires_on} />
        </>
      ) : null}
    </span>
  );
}
