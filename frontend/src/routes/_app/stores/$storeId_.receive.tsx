import { createFileRoute } from '@tanstack/react-router';
import { ReceiptPage } from '@/features/stores/pages/ReceiptPage';

export const Route = createFileRoute('/_app/stores/$storeId_/receive')({
  component: () => <ReceiptPage storeId={Route.useParams().storeId} />,
});
