import { createFileRoute } from '@tanstack/react-router';
import { CountPage } from '@/features/stores/pages/CountPage';

export const Route = createFileRoute('/_app/stores/$storeId_/count')({
  component: () => <CountPage storeId={Route.useParams().storeId} />,
});
