import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { NewReceiptPage } from '@/features/procurement/receipts/NewReceiptPage';

export const Route = createFileRoute('/_app/goods-receipts/new')({
  // Of which order; without it one is chosen.
  validateSearch: (search): { order?: string } => ({ order: text(search.order) }),
  component: () => <NewReceiptPage orderId={Route.useSearch().order} />,
});
