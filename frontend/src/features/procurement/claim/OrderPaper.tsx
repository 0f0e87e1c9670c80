import type { PurchaseOrderView } from '@/api/schema';
import { formatExact, formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { Signature, Signatures } from '@/ui/Signature';
import { Cosigned } from '../exceptions/Cosigned';
import { LinesPaper } from './LinesPaper';
import { EmergencyNote, ExceptionNote } from './Notes';
import { Known, Part } from './parts';

/** 采购单 as a part of the packet. */
export function OrderPaper({ order }: { order: PurchaseOrderView }) {
  return (
    <Part title={m.papers_order()} number={order.number}>
      <Known
        items={[
          { label: m.papers_supplier(), value: order.supplier_name },
          { label: m.papers_request(), value: order.request_number },
          {
            label: m.purchases_needed_by(),
            value: order.expected_on ? formatExact(order.expected_on) : m.ui_none(),
          },
        ]}
      />
      <LinesPaper
        lines={order.lines.map((line) => ({
          ...line,
          quantity: m.purchases_quantity({ quantity: line.quantity, unit: line.unit }),
        }))}
        total={order.total ? formatMoney(order.total) : ''}
        words={order.total_in_words ?? null}
      />
      <EmergencyNote emergency={order.emergency_follow_up} />
      <ExceptionNote exception={order.exception} />
      <Signatures>
        <Signature
          label={m.papers_buyers()}
          signed={order.buyers.map((one) => ({ name: one.name, at: one.confirmed_at ?? null }))}
        />
        {order.exception ? <Cosigned exception={order.exception} /> : null}
        <Signature label={m.papers_supplier()} signed={[]} />
      </Signatures>
    </Part>
  );
}
