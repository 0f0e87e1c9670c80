import { createFileRoute } from '@tanstack/react-router';
import { PettyPage } from '@/features/procurement/petty/PettyPage';
import { pettyQuery } from '@/features/procurement/petty/queries';

export const Route = createFileRoute('/_app/purchases/petty/$pettyId')({
  loader: ({ context, params }) => context.queryClient.ensureQueryData(pettyQuery(params.pettyId)),
  component: () => <PettyPage pettyId={Route.useParams().pettyId} />,
});
