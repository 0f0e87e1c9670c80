import { useSuspenseQueries } from '@tanstack/react-query';
import { usePermission } from '@/api/me';
import type { ClaimPacket, GoodsReceiptView, PurchaseRequestView } from '@/api/schema';
import { minutesAddress } from '@/ui/minutes-address';
import { minutesOf } from '../petty/signatures';
import { photoAddress } from '../receipts/queries';
import type { Enclosure } from './enclosures';
import { packetReceiptQuery } from './queries';

/** The invoices of a receipt. */
export function invoicesOf({ id, invoice_files }: GoodsReceiptView): Enclosure[] {
  return invoice_files.map((file) => ({
    file,
    address: (one, size) => photoAddress(id, one, size),
  }));
}

/** All files that the packet of a purchase prints: the minutes, the invoices. */
export function useEnclosures(packet: ClaimPacket, request: PurchaseRequestView): Enclosure[] {
  const seesApprovals = usePermission('approvals.view');
  const { approval_id: approval } = request;
  const minutes = approval && seesApprovals ? minutesOf(request) : [];
  const receipts = useSuspenseQueries({
    queries: packet.receipts
      .filter(({ readable, invoice_files: files }) => readable && files > 0)
      .map(({ id }) => packetReceiptQuery(id)),
  });
  return [
    ...minutes.map((file) => ({ file, address: minutesAddress(approval ?? '') })),
    ...receipts.flatMap(({ data }) => invoicesOf(data)),
  ];
}
