import { useSuspenseQuery } from '@tanstack/react-query';
import { Fragment, type ReactNode, useCallback, useState } from 'react';
import { usePermission } from '@/api/me';
import type { ClaimPacket, PurchaseEmergency } from '@/api/schema';
import { m } from '@/i18n/messages';
import { PageHeader } from '@/ui/PageHeader';
import { PrintSheet } from '@/ui/PrintSheet';
import { SignedScans } from '@/ui/SignedScans';
import { requestQuery } from '../queries';
import { QuotesPaper } from '../quotes/QuotesPrintPage';
import { sheetQuery } from '../quotes/queries';
import classes from './ClaimPacket.module.css';
import { Cover } from './Cover';
import { stockOf } from './contents';
import { useWaiting } from './drawn';
import { ByHand } from './Enclosed';
import type { Enclosure } from './enclosures';
import { InvoicesPaper } from './InvoicesPaper';
import { MinutesPaper } from './MinutesPaper';
import { OrderPaper } from './OrderPaper';
import { packetOrderQuery, packetQuery, packetReceiptQuery } from './queries';
import { ReceiptPaper } from './ReceiptPaper';
import { RequestPaper } from './RequestPaper';
import { useEnclosures } from './use-enclosures';

interface Props {
  requestId: string;
  /** Of the stores: a document that took goods in, as it is printed; it says when the reader may not see it. */
  stockPaper: (documentId: string, onUnreadable: (documentId: string) => void) => ReactNode;
}

/** 报账包: every paper of a purchase in one print, each on a page of its own; signed, it comes back here. */
export function ClaimPacketPage({ requestId, stockPaper }: Props) {
  const seesStores = usePermission('stores.view');
  const [unreadable, setUnreadable] = useState<ReadonlySet<string>>(new Set());
  const onUnreadable = useCallback(
    (id: string) => setUnreadable((ids) => new Set(ids).add(id)),
    [],
  );
  const { data: packet } = useSuspenseQuery(packetQuery(requestId));
  const { data: request } = useSuspenseQuery(requestQuery(requestId));
  const enclosures = useEnclosures(packet, request);
  const waiting = useWaiting();
  return (
    <>
      <div data-screen-only>
        <PageHeader
          back={{ to: '/purchases/$requestId', params: { requestId }, label: request.title }}
          number={request.number}
          title={m.papers_packet()}
        />
        <Missing packet={packet} enclosures={enclosures} />
        <div className={classes.scans}>
          <SignedScans kind="purchase-requests" id={requestId} title={m.papers_packet_scans()} />
        </div>
      </div>
      <PrintSheet kind="form" waiting={waiting}>
        <Cover
          packet={packet}
          request={request}
          enclosures={enclosures}
          seesStock={(id) => seesStores && !unreadable.has(id)}
        />
        <RequestPaper request={request} />
        <MinutesPaper request={request} />
        {packet.quote_sheet_id ? <Quotes id={packet.quote_sheet_id} /> : null}
        {packet.orders.map((order) =>
          order.readable ? <Order key={order.id} id={order.id} /> : null,
        )}
        {packet.receipts.map((receipt) => (
          <Fragment key={receipt.id}>
            {receipt.readable ? (
              <Receipt id={receipt.id} emergency={request.emergency_follow_up} />
            ) : null}
            {seesStores
              ? stockOf(receipt).map(({ id }) => (
                  <div key={id} className={classes.part}>
                    {stockPaper(id, onUnreadable)}
                  </div>
                ))
              : null}
          </Fragment>
        ))}
        <InvoicesPaper packet={packet} />
      </PrintSheet>
    </>
  );
}

interface MissingProps {
  packet: ClaimPacket;
  enclosures: readonly Enclosure[];
}

/** Said on the screen too: it is seen to before anything is printed. */
function Missing({ packet, enclosures }: MissingProps) {
  return (
    <section className={classes.missing} aria-labelledby="missing">
      <h2 id="missing">{m.papers_missing()}</h2>
      {packet.missing.length === 0 ? (
        <p>{m.papers_complete()}</p>
      ) : (
        <ul>
          {packet.missing.map((one) => (
            <li key={one.text}>{one.text}</li>
          ))}
        </ul>
      )}
      <ByHand enclosures={enclosures} />
    </section>
  );
}

function Quotes({ id }: { id: string }) {
  const { data } = useSuspenseQuery(sheetQuery(id));
  return (
    <div className={classes.part}>
      <QuotesPaper sheet={data} />
    </div>
  );
}

function Order({ id }: { id: string }) {
  return <OrderPaper order={useSuspenseQuery(packetOrderQuery(id)).data} />;
}

interface ReceiptProps {
  id: string;
  emergency: PurchaseEmergency | null | undefined;
}

function Receipt({ id, emergency }: ReceiptProps) {
  const { data } = useSuspenseQuery(packetReceiptQuery(id));
  return <ReceiptPaper receipt={data} emergency={emergency} />;
}
