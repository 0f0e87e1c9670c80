import { createFileRoute } from '@tanstack/react-router';
import { SheetsPage } from '@/features/stores/pages/SheetsPage';

export const Route = createFileRoute('/_app/stores/distributions/$distributionId')({
  component: () => <SheetsPage distributionId={Route.useParams().distributionId} />,
});
