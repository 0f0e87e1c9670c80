import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { NewRequisitionPage } from '@/features/stores/pages/NewRequisitionPage';

export const Route = createFileRoute('/_app/requisitions/new')({
  validateSearch: (search): { kind?: 'print'; item_id?: string; quantity?: string } => ({
    kind: search.kind === 'print' ? 'print' : undefined,
    item_id: text(search.item_id),
    quantity: text(search.quantity),
  }),
  component: New,
});

function New() {
  const { kind, item_id: itemId, quantity } = Route.useSearch();
  return <NewRequisitionPage print={kind === 'print'} itemId={itemId} quantity={quantity} />;
}
