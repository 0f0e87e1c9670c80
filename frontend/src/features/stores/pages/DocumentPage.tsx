import { useSuspenseQuery } from '@tanstack/react-query';
import { useMe, usePermission } from '@/api/me';
import type { StockDocumentView } from '@/api/schema';
import { formatExact } from '@/i18n/format';
import { m } from '@/i18n/messages';
import { LinkButton } from '@/ui/LinkButton';
import { PageHeader } from '@/ui/PageHeader';
import paper from '@/ui/Paper.module.css';
import { PrintSheet } from '@/ui/PrintSheet';
import { SignedScans } from '@/ui/SignedScans';
import { DocumentPaper } from '../components/DocumentPaper';
import { documentQuery } from '../queries';

/** A document is a paper: shown as it is printed, with what can follow from it. */
export function DocumentPage({ documentId }: { documentId: string }) {
  const { data: document } = useSuspenseQuery(documentQuery(documentId));
  const { permissions } = useMe();
  const { requisition_id: requisitionId, distribution_id: distributionId } = document;
  const { return_of, repair_case: repair } = document;
  return (
    <>
      <div data-screen-only>
        <PageHeader
          number={document.number}
          title={document.purpose ?? document.kind_text}
          back={{
            to: '/stores/$storeId',
            params: { storeId: document.store.id },
            label: document.store.name,
          }}
          facts={
            document.late ? m.stores_late({ date: formatExact(document.recorded_at) }) : undefined
          }
          actions={
            <>
              <ToReceipt document={document} />
              {requisitionId ? (
                <LinkButton
                  to="/requisitions/$requisitionId"
                  params={{ requisitionId }}
                  variant="default"
                >
                  {m.stores_to_requisition()}
                </LinkButton>
              ) : null}
              {distributionId ? (
                <LinkButton
                  to="/stores/distributions/$distributionId"
                  params={{ distributionId }}
                  variant="default"
                >
                  {m.stores_sheets()}
                </LinkButton>
              ) : null}
              {repair && permissions.includes('repair_cases.view') ? (
                <LinkButton to="/repairs/$caseId" params={{ caseId: repair.id }} variant="default">
                  {m.stores_to_repair()}
                </LinkButton>
              ) : null}
              {return_of ? (
                <LinkButton
                  to="/stores/documents/$documentId"
                  params={{ documentId: return_of }}
                  variant="default"
                >
                  {m.stores_to_issue()}
                </LinkButton>
              ) : null}
              {document.kind === 'issue' && permissions.includes('stores.keep') ? (
                <LinkButton
                  to="/stores/documents/$documentId/return"
                  params={{ documentId }}
                  variant="default"
                >
                  {m.stores_return()}
                </LinkButton>
              ) : null}
            </>
          }
        />
      </div>
      <PrintSheet kind="form">
        <div className={paper.paper}>
          <DocumentPaper document={document} />
          <p className={paper.printed}>
            {m.stores_printed({ date: formatExact(new Date().toISOString()) })}
          </p>
        </div>
      </PrintSheet>
      <SignedScans kind="stock-documents" id={documentId} />
    </>
  );
}

/** Of what was bought: back to its goods receipt, for those who may see that. */
function ToReceipt({ document: { source, source_id } }: { document: StockDocumentView }) {
  const sees = usePermission('goods_receipts.view');
  return sees && source === 'purchase' && source_id ? (
    <LinkButton to="/goods-receipts/$receiptId" params={{ receiptId: source_id }} variant="default">
      {m.stores_to_receipt()}
    </LinkButton>
  ) : null;
}
