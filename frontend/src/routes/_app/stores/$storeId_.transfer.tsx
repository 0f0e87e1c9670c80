import { createFileRoute } from '@tanstack/react-router';
import { TransferPage } from '@/features/stores/pages/TransferPage';

export const Route = createFileRoute('/_app/stores/$storeId_/transfer')({
  component: () => <TransferPage storeId={Route.useParams().storeId} />,
});
