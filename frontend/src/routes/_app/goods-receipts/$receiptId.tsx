import { createFileRoute } from '@tanstack/react-router';
import { receiptQuery } from '@/features/procurement/receipts/queries';
import { ReceiptPage } from '@/features/procurement/receipts/ReceiptPage';

export const Route = createFileRoute('/_app/goods-receipts/$receiptId')({
  loader: ({ context, params }) =>
    context.queryClient.ensureQueryData(receiptQuery(params.receiptId)),
  component: () => <ReceiptPage receiptId={Route.useParams().receiptId} />,
});
