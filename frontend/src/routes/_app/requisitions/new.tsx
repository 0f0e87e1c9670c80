import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { NewRequisitionPage } from '@/features/stores/pages/NewRequisitionPage';

export const Route = createFileRoute('/_app/requisitions/new')({
  validateSearch: (search): { item_id?: string; quantity?: string } => ({
    item_id: text(search.item_id),
    quantity: text(search.quantity),
  }),
  component: New,
});

function New() {
  const { item_id: itemId, quantity } = Route.useSearch();
  return <NewRequisitionPage itemId={itemId} quantity={quantity} />;
}
