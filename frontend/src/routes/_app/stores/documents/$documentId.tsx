import { createFileRoute } from '@tanstack/react-router';
import { DocumentPage } from '@/features/stores/pages/DocumentPage';

export const Route = createFileRoute('/_app/stores/documents/$documentId')({
  component: () => <DocumentPage documentId={Route.useParams().documentId} />,
});
