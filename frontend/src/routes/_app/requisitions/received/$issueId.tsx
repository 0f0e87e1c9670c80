import { createFileRoute } from '@tanstack/react-router';
import { ReceivedPage } from '@/features/stores/pages/ReceivedPage';

export const Route = createFileRoute('/_app/requisitions/received/$issueId')({
  component: () => <ReceivedPage issueId={Route.useParams().issueId} />,
});
