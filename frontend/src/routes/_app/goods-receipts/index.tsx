import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { type ReceiptFilters, receiptView } from '@/features/procurement/receipts/queries';
import { ReceiptListPage } from '@/features/procurement/receipts/ReceiptListPage';

export const Route = createFileRoute('/_app/goods-receipts/')({
  validateSearch: (search): ReceiptFilters => ({
    view: receiptView(search.view),
    state: text(search.state),
    q: text(search.q),
  }),
  component: ReceiptList,
});

function ReceiptList() {
  const navigate = Route.useNavigate();
  return (
    <ReceiptListPage
      search={Route.useSearch()}
      onSearch={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
