import { createFileRoute } from '@tanstack/react-router';
import { OrderPrintPage } from '@/features/procurement/orders/OrderPrintPage';

export const Route = createFileRoute('/_app/purchase-orders/$orderId_/print')({
  component: () => <OrderPrintPage orderId={Route.useParams().orderId} />,
});
