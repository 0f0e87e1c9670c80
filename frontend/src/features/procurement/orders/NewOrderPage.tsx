import { useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useMe } from '@/api/me';
import type { PurchaseRequestView, QuoteSheetView } from '@/api/schema';
import { m } from '@/i18n/messages';
import { EmptyState } from '@/ui/EmptyState';
import { IconShoppingCart } from '@/ui/icons';
import { LinkButton } from '@/ui/LinkButton';
import { PageHeader } from '@/ui/PageHeader';
import { requestQuery } from '../queries';
import { sheetQuery } from '../quotes/queries';
import { OrderFormPage } from './OrderFormPage';
import { openLines } from './order-form';
import { ordersOfQuery } from './queries';
import { approvedBy, mayBeOrdered, nothingLeft, waitsForQuotes } from './request-stage';

/** An order of a request that was approved, or cannot wait for it: what is still open of it, at the prices that were settled. */
export function NewOrderPage({ requestId }: { requestId: string | undefined }) {
  return requestId ? <OfRequest requestId={requestId} /> : <NoRequest />;
}

function NoRequest() {
  return (
    <>
      <PageHeader
        title={m.orders_new()}
        back={{ to: '/purchase-orders', label: m.orders_title() }}
      />
      <EmptyState
        icon={IconShoppingCart}
        title={m.orders_no_request()}
        text={m.orders_no_request_text()}
        action={<LinkButton to="/purchases">{m.purchases_title()}</LinkButton>}
      />
    </>
  );
}

function OfRequest({ requestId }: { requestId: string }) {
  const { permissions } = useMe();
  const { data: request } = useSuspenseQuery(requestQuery(requestId));
  const { quote_sheet_id: sheetId } = request;
  return sheetId && permissions.includes('quotes.view') ? (
    <WithQuotes request={request} sheetId={sheetId} />
  ) : (
    <Order request={request} sheet={null} />
  );
}

function WithQuotes({ request, sheetId }: { request: PurchaseRequestView; sheetId: string }) {
  const { data: sheet } = useSuspenseQuery(sheetQuery(sheetId));
  return <Order request={request} sheet={sheet} />;
}

function Order({ request, sheet }: { request: PurchaseRequestView; sheet: QuoteSheetView | null }) {
  const { person } = useMe();
  const { data: orders } = useSuspenseQuery(ordersOfQuery(request.id));
  const params = { requestId: request.id };
  if (!mayBeOrdered(request)) {
    const why = request.state === 'closed' ? m.orders_request_closed() : m.orders_not_approved();
    return <NotNow request={request} title={why} text={request.state_text} />;
  }
  if (approvedBy(request, person.id)) {
    return (
      <NotNow
        request={request}
        title={m.orders_you_approved()}
        text={m.orders_you_approved_text()}
      />
    );
  }
  if (waitsForQuotes(request, sheet)) {
    return (
      <NotNow
        request={request}
        title={m.orders_quotes_first()}
        text={request.quotes_why ?? ''}
        action={
          <LinkButton to="/purchases/$requestId/quotes" params={params}>
            {m.quotes_title()}
          </LinkButton>
        }
      />
    );
  }
  const lines = openLines(request, orders, sheet);
  if (lines.every(({ left }) => left === '0')) {
    return (
      <NotNow request={request} title={nothingLeft(request)} text={m.orders_nothing_left_text()} />
    );
  }
  return <OrderFormPage request={request} sheet={sheet} orders={orders} lines={lines} />;
}

function NotNow(props: {
  request: PurchaseRequestView;
  title: string;
  text: string;
  action?: ReactNode;
}) {
  const { request, title, text, action } = props;
  const params = { requestId: request.id };
  return (
    <>
      <PageHeader
        number={request.number}
        title={m.orders_new()}
        back={{ to: '/purchases/$requestId', params, label: request.title }}
      />
      <EmptyState
        icon={IconShoppingCart}
        title={title}
        text={text}
        action={
          action ?? (
            <LinkButton to="/purchases/$requestId" params={params} variant="default">
              {m.orders_to_request()}
            </LinkButton>
          )
        }
      />
    </>
  );
}
