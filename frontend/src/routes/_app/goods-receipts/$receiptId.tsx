import { createFileRoute } from '@tanstack/react-router';
import { ReceiptPage } from '@/features/procurement/receipts/ReceiptPage';

export const Route = createFileRoute('/_app/goods-receipts/$receiptId')({
  component: () => <ReceiptPage receiptId={Route.useParams().receiptId} />,
});
