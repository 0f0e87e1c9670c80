import { createFileRoute } from '@tanstack/react-router';
import { PublicationPrintPage } from '@/features/procurement/publications/PublicationPrintPage';

export const Route = createFileRoute('/_app/purchases/publications/$publicationId_/print')({
  component: () => <PublicationPrintPage publicationId={Route.useParams().publicationId} />,
});
