import { createFileRoute } from '@tanstack/react-router';
import { EditDistributionPage } from '@/features/stores/pages/EditDistributionPage';

export const Route = createFileRoute('/_app/stores/distributions/$distributionId_/edit')({
  component: () => <EditDistributionPage distributionId={Route.useParams().distributionId} />,
});
