import { useSuspenseQuery } from '@tanstack/react-query';
import { useMe } from '@/api/me';
import type { RequisitionView } from '@/api/schema';
import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { PageHeader } from '@/ui/PageHeader';
import paper from '@/ui/Paper.module.css';
import { PrintSheet } from '@/ui/PrintSheet';
import { Signature, Signatures } from '@/ui/Signature';
import { approvers } from '../approvers';
import { requisitionQuery } from '../queries';
import { nameOf } from '../shelf';
import { printWords } from '../words';

/** 申领单: what somebody asks for, who allowed it; lines for whoever hands out and receives. */
export function RequisitionPrintPage({ requisitionId }: { requisitionId: string }) {
  const { data: requisition } = useSuspenseQuery(requisitionQuery(requisitionId));
  const { school } = useMe();
  return (
    <>
      <div data-screen-only>
        <PageHeader
          back={{
            to: '/requisitions/$requisitionId',
            params: { requisitionId },
            label: requisition.title,
          }}
          number={requisition.number}
          title={m.requisitions_slip()}
        />
      </div>
      <PrintSheet kind="form">
        <article className={paper.paper}>
          <header className={paper.head}>
            <p>{school.name}</p>
            <p className={paper.title}>{m.requisitions_slip()}</p>
            <p className={paper.number}>{requisition.number}</p>
          </header>
          <Known requisition={requisition} />
          <Lines requisition={requisition} />
          <Names requisition={requisition} />
          <p className={paper.printed}>
            {m.requisitions_printed({
              state: requisition.state_text,
              date: formatExact(new Date().toISOString()),
            })}
          </p>
        </article>
      </PrintSheet>
    </>
  );
}

function Known({ requisition }: { requisition: RequisitionView }) {
  return (
    <table className={paper.table}>
      <tbody>
        <tr>
          <th scope="row">{m.requisitions_requester()}</th>
          <td>{requisition.requester.name}</td>
          <th scope="row">{m.requisitions_submitted()}</th>
          <td>{formatExact(requisition.submitted_at)}</td>
        </tr>
        <tr>
          <th scope="row">{m.stores_class()}</th>
          <td>{requisition.class?.name ?? m.ui_none()}</td>
          <th scope="row">{m.requisitions_handed_out_by()}</th>
          <td>{requisition.document?.number ?? m.ui_none()}</td>
        </tr>
        <tr>
          <th scope="row">{m.stores_purpose()}</th>
          <td colSpan={3}>{requisition.purpose}</td>
        </tr>
        {requisition.print ? (
          <tr>
            <th scope="row">{m.requisitions_run()}</th>
            <td colSpan={3}>{printWords(requisition.print)}</td>
          </tr>
        ) : null}
      </tbody>
    </table>
  );
}

function Lines({ requisition }: { requisition: RequisitionView }) {
  return (
    <table className={paper.table}>
      <thead>
        <tr>
          <th scope="col" className={paper.wide}>
            {m.stores_item()}
          </th>
          <th scope="col" className={paper.amount}>
            {m.stores_quantity()}
          </th>
          <th scope="col">{m.stores_note()}</th>
        </tr>
      </thead>
      <tbody>
        {requisition.lines.map(({ item, quantity }) => (
          <tr key={item.id}>
            <td>{nameOf(item)}</td>
            <td className={paper.amount}>{m.stores_amount({ quantity, unit: item.unit })}</td>
            <td />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Names and times as they are known; the line below each is for the pen. */
function Names({ requisition }: { requisition: RequisitionView }) {
  const { requester, submitted_at: at } = requisition;
  return (
    <Signatures>
      <Signature label={m.requisitions_requester()} signed={[{ name: requester.name, at }]} />
      {/* A small print run is asked of nobody: there is no line that would stay empty. */}
      {requisition.print && requisition.steps.length === 0 ? null : (
        <Signature label={m.requisitions_approver()} signed={approvers(requisition)} />
      )}
      <Signature label={m.stores_handed_out_by()} signed={[]} />
      <Signature label={m.stores_receiver()} signed={[]} />
    </Signatures>
  );
}
