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
          record(m.receipts_slip(), 'goods_receipt', receipt.id, receipt.number),
          record(m.receipts_order(), 'purchase_order', receipt.order_id, receipt.order_number),
        ]}
      />
    </section>
  ) : null;
}

function record(label: string, kind: string, id: string, number: string) {
  return {
    label,
    value: <RecordLink kind={kind} id={id} number={number} className={classes.link} />,
  };
}
