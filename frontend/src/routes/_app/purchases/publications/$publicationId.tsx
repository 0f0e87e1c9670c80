import { createFileRoute } from '@tanstack/react-router';
import { PublicationPage } from '@/features/procurement/publications/PublicationPage';
import { publicationQuery } from '@/features/procurement/publications/queries';

export const Route = createFileRoute('/_app/purchases/publications/$publicationId')({
  loader: ({ context, params }) =>
    context.queryClient.ensureQueryData(publicationQuery(params.publicationId)),
  component: () => <PublicationPage publicationId={Route.useParams().publicationId} />,
});
