import { createFileRoute } from '@tanstack/react-router';
import { ReceiptPrintPage } from '@/features/procurement/receipts/ReceiptPrintPage';

export const Route = createFileRoute('/_app/goods-receipts/$receiptId_/print')({
  component: () => <ReceiptPrintPage receiptId={Route.useParams().receiptId} />,
});
