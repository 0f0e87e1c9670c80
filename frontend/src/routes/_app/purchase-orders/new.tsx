import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { NewOrderPage } from '@/features/procurement/orders/NewOrderPage';

export const Route = createFileRoute('/_app/purchase-orders/new')({
  // The approved request that is ordered.
  validateSearch: (search): { request?: string } => ({ request: text(search.request) }),
  component: () => <NewOrderPage requestId={Route.useSearch().request} />,
});
