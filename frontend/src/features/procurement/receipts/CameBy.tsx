import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { m } from '@/i18n/messages';
import { Facts } from '@/ui/Facts';
import { RecordLink } from '../components/RecordLink';
import classes from './OrderLink.module.css';
import { cameByQuery } from './queries';

/** On a card: the goods receipt that it came by, and the order before it. Nothing where it came otherwise. */
export function CameBy({ recordId }: { recordId: string }) {
  const { data: receipt } = useQuery(cameByQuery(recordId));
  const id = useId();
  return receipt ? (
    <section aria-labelledby={id}>
      <h2 id={id}>{m.receipts_came_by()}</h2>
      <Facts
        items={[
          {
            label: m.receipts_slip(),
            value: (
              <RecordLink
                kind="goods_receipt"
                id={receipt.id}
                number={receipt.number}
                className={classes.link}
              />
            ),
          },
          {
            label: m.receipts_order(),
            value: (
              <RecordLink
                kind="purchase_order"
                id={receipt.order_id}
                number={receipt.order_number}
                className={classes.link}
              />
            ),
          },
        ]}
      />
    </section>
  ) : null;
}
