import { createFileRoute } from '@tanstack/react-router';
import { PublicationPage } from '@/features/procurement/publications/PublicationPage';

export const Route = createFileRoute('/_app/purchases/publications/$publicationId')({
  component: () => <PublicationPage publicationId={Route.useParams().publicationId} />,
});
