import { createFileRoute } from '@tanstack/react-router';
import { DistributionRecordPage } from '@/features/stores/pages/DistributionRecordPage';

export const Route = createFileRoute('/_app/stores/distributions/$distributionId')({
  component: () => <DistributionRecordPage distributionId={Route.useParams().distributionId} />,
});
