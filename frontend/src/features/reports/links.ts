import { linkOptions } from '@tanstack/react-router';
import { mayOpen } from '@/api/record-rights';
import type { FigureRow } from '@/api/schema';

type Counted = Pick<FigureRow, 'kind' | 'id' | 'on'>;

/** The page of a record that a figure counts, for whoever may open it. */
export function recordLink(row: Counted, rights: readonly string[]) {
  return mayOpen(row.kind, rights) ? pageOf(row) : null;
}

function pageOf({ kind, id, on }: Counted) {
  switch (kind) {
    case 'asset':
      return linkOptions({ to: '/assets/$assetId', params: { assetId: id } });
    case 'repair_case':
      return linkOptions({ to: '/repairs/$caseId', params: { caseId: id } });
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
    case 'stock_document':
      return linkOptions({ to: '/stores/documents/$documentId', params: { documentId: id } });
    case 'requisition':
      return linkOptions({ to: '/requisitions/$requisitionId', params: { requisitionId: id } });
    case 'inspection_round':
      return linkOptions({ to: '/inspections/rounds/$roundId', params: { roundId: id } });
    // A day of it, or a meal of that day.
    case 'canteen':
      return linkOptions({ to: '/canteen', search: { canteen_id: id, day: on ?? undefined } });
    case 'canteen_record':
      return linkOptions({ to: '/canteen/records/$recordId', params: { recordId: id } });
    case 'outside_inspection':
      return linkOptions({ to: '/canteen/outside/$inspectionId', params: { inspectionId: id } });
    case 'approval':
      return linkOptions({ to: '/approvals/$approvalId', params: { approvalId: id } });
    default:
      return null;
  }
}
