import { linkOptions } from '@tanstack/react-router';
import { mayOpen } from '@/api/record-rights';
import type { AuditSubjectView } from '@/api/schema';

/** The page of a record, for whoever has the right to see it: who reads the trail need not see what it tells of. */
export function linkTo({ kind, id }: AuditSubjectView, rights: string[]) {
  return mayOpen(kind, rights) ? pageOf(kind, id) : null;
}

function pageOf(kind: string, id: string) {
  switch (kind) {
    case 'asset':
      return linkOptions({ to: '/assets/$assetId', params: { assetId: id } });
    case 'depreciation_run':
      return linkOptions({ to: '/assets/depreciation/$runId', params: { runId: id } });
    case 'repair_case':
      return linkOptions({ to: '/repairs/$caseId', params: { caseId: id } });
    case 'location':
      return linkOptions({ to: '/places/$locationId', params: { locationId: id } });
    case 'person':
      return linkOptions({ to: '/people/$personId', params: { personId: id } });
    case 'purchase_request':
      return linkOptions({ to: '/purchases/$requestId', params: { requestId: id } });
    case 'petty_purchase':
      return linkOptions({ to: '/purchases/petty/$pettyId', params: { pettyId: id } });
    case 'purchase_order':
      return linkOptions({ to: '/purchase-orders/$orderId', params: { orderId: id } });
    case 'goods_receipt':
      return linkOptions({ to: '/goods-receipts/$receiptId', params: { receiptId: id } });
    case 'publication':
      return linkOptions({
        to: '/purchases/publications/$publicationId',
        params: { publicationId: id },
      });
    case 'supplier':
      return linkOptions({ to: '/suppliers/$supplierId', params: { supplierId: id } });
    case 'store':
      return linkOptions({ to: '/stores/$storeId', params: { storeId: id } });
    case 'stock_item':
      return linkOptions({ to: '/stores/items/$itemId', params: { itemId: id } });
    case 'stock_lot':
      return linkOptions({ to: '/stores/lots/$lotId', params: { lotId: id } });
    case 'stock_document':
      return linkOptions({ to: '/stores/documents/$documentId', params: { documentId: id } });
    case 'stock_distribution':
      return linkOptions({
        to: '/stores/distributions/$distributionId',
        params: { distributionId: id },
      });
    case 'requisition':
      return linkOptions({ to: '/requisitions/$requisitionId', params: { requisitionId: id } });
    case 'inspection_round':
      return linkOptions({ to: '/inspections/rounds/$roundId', params: { roundId: id } });
    case 'canteen_record':
    case 'canteen_morning_check':
      return linkOptions({ to: '/canteen/records/$recordId', params: { recordId: id } });
    case 'canteen_incident':
      return linkOptions({ to: '/canteen/incidents/$incidentId', params: { incidentId: id } });
    case 'canteen_contract':
      return linkOptions({ to: '/canteen/papers' });
    case 'outside_inspection':
      return linkOptions({ to: '/canteen/outside/$inspectionId', params: { inspectionId: id } });
    case 'ledger_reconciliation':
      return linkOptions({
        to: '/ledgers/reconciliations/$reconciliationId',
        params: { reconciliationId: id },
      });
    case 'approval':
      return linkOptions({ to: '/approvals/$approvalId', params: { approvalId: id } });
    default:
      return null;
  }
}
