import { createFileRoute } from '@tanstack/react-router';
import { OrderPage } from '@/features/procurement/orders/OrderPage';
import { orderQuery } from '@/features/procurement/orders/queries';

export const Route = createFileRoute('/_app/purchase-orders/$orderId')({
  loader: ({ context, params }) => context.queryClient.ensureQueryData(orderQuery(params.orderId)),
  component: () => <OrderPage orderId={Route.useParams().orderId} />,
});
