import { createFileRoute } from '@tanstack/react-router';
import { IssuePage } from '@/features/stores/pages/IssuePage';

export const Route = createFileRoute('/_app/stores/$storeId_/issue')({
  component: () => <IssuePage storeId={Route.useParams().storeId} />,
});
