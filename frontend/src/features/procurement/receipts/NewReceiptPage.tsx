import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { PurchaseOrderRow } from '@/api/schema';
import { m } from '@/i18n/messages';
import { CardList } from '@/ui/CardList';
import { DateText } from '@/ui/DateText';
import { EmptyState } from '@/ui/EmptyState';
import { IconPackage } from '@/ui/icons';
import { Money } from '@/ui/Money';
import { PageHeader } from '@/ui/PageHeader';
import { PaperCard } from '@/ui/PaperCard';
import { StatusBadge } from '@/ui/StatusBadge';
import { comingQuery } from './queries';
import { ReceiptFormPage } from './ReceiptFormPage';

/** Of an order that is named, or of one that is chosen from those still to come. */
export function NewReceiptPage({ orderId }: { orderId: string | undefined }) {
  return orderId ? <ReceiptFormPage orderId={orderId} /> : <ChooseOrder />;
}

function ChooseOrder() {
  const { data: orders } = useSuspenseQuery(comingQuery);
  return (
    <>
      <PageHeader
        title={m.receipts_new()}
        back={{ to: '/goods-receipts', label: m.receipts_title() }}
        facts={m.receipts_which_order()}
      />
      {orders.length > 0 ? (
        <CardList
          label={m.receipts_coming()}
          rows={orders}
          rowKey={({ id }) => id}
          card={(order) => <OrderCard order={order} />}
        />
      ) : (
        <EmptyState
          icon={IconPackage}
          title={m.receipts_nothing_coming()}
          text={m.receipts_nothing_coming_text()}
        />
      )}
    </>
  );
}

function OrderCard({ order }: { order: PurchaseOrderRow }) {
  return (
    <PaperCard
      title={
        <Link to="/goods-receipts/new" search={{ order: order.id }}>
          {order.title}
        </Link>
      }
      amount={order.total ? <Money amount={order.total} /> : null}
      badge={
        <StatusBadge tone={order.state === 'ordered' ? 'held' : 'waiting'}>
          {order.state_text}
        </StatusBadge>
      }
      meta={[
        order.supplier_name,
        order.number,
        order.expected_on ? (
          <span key="on">
            {m.receipts_expected()} <DateText value={order.expected_on} />
          </span>
        ) : null,
      ]}
    />
  );
}
