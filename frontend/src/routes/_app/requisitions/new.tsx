import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { NewRequisitionPage } from '@/features/stores/pages/NewRequisitionPage';

interface Search {
  kind?: 'print';
  item_id?: string;
  quantity?: string;
  /** A requisition that is written once more. */
  from?: string;
}

export const Route = createFileRoute('/_app/requisitions/new')({
  validateSearch: (search): Search => ({
    kind: search.kind === 'print' ? 'print' : undefined,
    item_id: text(search.item_id),
    quantity: text(search.quantity),
    from: text(search.from),
  }),
  component: New,
});

function New() {
  const { kind, item_id: itemId, quantity, from } = Route.useSearch();
  const print = kind === 'print';
  return <NewRequisitionPage print={print} itemId={itemId} quantity={quantity} fromId={from} />;
}
