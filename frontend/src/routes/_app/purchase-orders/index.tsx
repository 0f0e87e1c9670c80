import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { OrderListPage } from '@/features/procurement/orders/OrderListPage';
import { type OrderFilters, orderView } from '@/features/procurement/orders/queries';

export const Route = createFileRoute('/_app/purchase-orders/')({
  validateSearch: (search): OrderFilters => ({
    view: orderView(search.view),
    state: text(search.state),
    q: text(search.q),
  }),
  component: OrderList,
});

function OrderList() {
  const navigate = Route.useNavigate();
  return (
    <OrderListPage
      search={Route.useSearch()}
      onSearch={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
