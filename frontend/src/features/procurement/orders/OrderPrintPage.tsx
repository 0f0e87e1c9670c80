import { useSuspenseQuery } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import type { PurchaseOrderView, PurchaseRequestView, SupplierView } from '@/api/schema';
import { formatExact, formatMoney } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { PageHeader } from '@/ui/PageHeader';
import paper from '@/ui/Paper.module.css';
import { PrintSheet } from '@/ui/PrintSheet';
import { Signature, Signatures } from '@/ui/Signature';
import { MeetingPaper } from '../components/MeetingPaper';
import { Cosigned } from '../exceptions/Cosigned';
import { approvers, meetings } from '../petty/signatures';
import own from './OrderPrintPage.module.css';
import { orderQuery } from './queries';
import { useOrderContext } from './use-order-context';

/** 采购单: what the supplier gets and the school keeps; what is known printed, lines for the ink. */
export function OrderPrintPage({ orderId }: { orderId: string }) {
  const { data: order } = useSuspenseQuery(orderQuery(orderId));
  const { school } = useMe();
  const { request, supplier } = useOrderContext(order);
  return (
    <>
      <div data-screen-only>
        <PageHeader
          back={{ to: '/purchase-orders/$orderId', params: { orderId }, label: order.title }}
          number={order.number}
          title={m.orders_slip()}
        />
      </div>
      <PrintSheet kind="form">
        <article className={paper.paper}>
          <header className={paper.head}>
            <p>{school.name}</p>
            <p className={paper.title}>{m.orders_slip()}</p>
            <p className={paper.number}>{order.number}</p>
          </header>
          <Known order={order} request={request} supplier={supplier} />
          <Lines order={order} />
          {order.note ? <p>{m.orders_note_is({ note: order.note })}</p> : null}
          {order.reason ? (
            <p>{m.orders_ended({ state: order.state_text, reason: order.reason })}</p>
          ) : null}
          {order.exception ? (
            <p>
              {m.exceptions_on_paper({
                rule: order.exception.rule_title,
                reason: order.exception.reason,
              })}
            </p>
          ) : null}
          {(request ? meetings(request) : []).map((met) => (
            <MeetingPaper key={met.title} met={met} />
          ))}
          <Names order={order} request={request} />
          <p className={paper.printed}>
            {m.petty_printed({
              state: order.state_text,
              date: formatExact(new Date().toISOString()),
            })}
          </p>
        </article>
      </PrintSheet>
    </>
  );
}

interface KnownProps {
  order: PurchaseOrderView;
  request: PurchaseRequestView | undefined;
  supplier: SupplierView | undefined;
}

function Known({ order, request, supplier }: KnownProps) {
  const reach = [supplier?.contact, supplier?.phone].filter(Boolean).join(' ');
  return (
    <table className={`${paper.table} ${own.known}`}>
      <tbody>
        <tr>
          <th scope="row">{m.orders_supplier()}</th>
          <td className={own.half}>{order.supplier_name}</td>
          <th scope="row">{m.quotes_contact()}</th>
          <td>{reach}</td>
        </tr>
        <tr>
          <th scope="row">{m.orders_ordered_at()}</th>
          <td>{order.ordered_at ? formatExact(order.ordered_at) : m.ui_none()}</td>
          <th scope="row">{m.orders_expected()}</th>
          <td>{order.expected_on ? formatExact(order.expected_on) : m.ui_none()}</td>
        </tr>
        <tr>
          <th scope="row">{m.orders_request()}</th>
          <td>{order.request_number}</td>
          <th scope="row">{m.purchases_requester()}</th>
          <td>{order.requester.name}</td>
        </tr>
        {request ? (
          <tr>
            <th scope="row">{m.purchases_purpose()}</th>
            <td>{request.content.purpose}</td>
            <th scope="row">{m.purchases_fund()}</th>
            <td>{request.content.fund_title}</td>
          </tr>
        ) : null}
      </tbody>
    </table>
  );
}

function Lines({ order }: { order: PurchaseOrderView }) {
  const priced = Boolean(order.total);
  return (
    <table className={`${paper.table} ${own.lines}`}>
      <thead>
        <tr>
          <th scope="col" className={paper.wide}>
            {m.petty_name_and_spec()}
          </th>
          <th scope="col" className={paper.amount}>
            {m.purchases_line_quantity()}
          </th>
          {priced ? (
            <>
              <th scope="col" className={paper.amount}>
                {m.purchases_line_price()}
              </th>
              <th scope="col" className={paper.amount}>
                {m.purchases_line_amount()}
              </th>
            </>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {order.lines.map((line) => (
          <tr key={line.position}>
            <td>{[line.name, line.spec].filter(Boolean).join(' ')}</td>
            <td className={paper.amount}>
              {m.purchases_quantity({ quantity: line.quantity, unit: line.unit })}
            </td>
            {priced ? (
              <>
                <td className={paper.amount}>{formatMoney(line.unit_price ?? '0')}</td>
                <td className={paper.amount}>{formatMoney(line.amount ?? '0')}</td>
              </>
            ) : null}
          </tr>
        ))}
        {order.total ? (
          <tr className={paper.sum}>
            <td colSpan={3}>{m.petty_total_in_words({ words: order.total_in_words ?? '' })}</td>
            <td className={paper.amount}>{formatMoney(order.total)}</td>
          </tr>
        ) : null}
      </tbody>
    </table>
  );
}

/** Names and times as they are known; the line below each is for the pen. */
function Names({ order, request }: Pick<KnownProps, 'order' | 'request'>) {
  return (
    <Signatures>
      {order.buyers.map(({ id, name, confirmed_at: at }) => (
        <Signature key={id} label={m.orders_buyer()} signed={[{ name, at: at ?? null }]} />
      ))}
      {order.exception ? <Cosigned exception={order.exception} /> : null}
      <Signature label={m.petty_approver()} signed={request ? approvers(request) : []} />
      <Signature
        label={m.orders_supplier_seal()}
        signed={[{ name: order.supplier_name, at: null }]}
      />
    </Signatures>
  );
}
