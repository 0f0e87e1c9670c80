import { createFileRoute } from '@tanstack/react-router';
import { ReturnPage } from '@/features/stores/pages/ReturnPage';

export const Route = createFileRoute('/_app/stores/documents/$documentId_/return')({
  component: () => <ReturnPage documentId={Route.useParams().documentId} />,
});
