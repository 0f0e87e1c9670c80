import { createFileRoute } from '@tanstack/react-router';
import { DistributionPage } from '@/features/stores/pages/DistributionPage';

export const Route = createFileRoute('/_app/stores/$storeId_/distribution')({
  component: () => <DistributionPage storeId={Route.useParams().storeId} />,
});
