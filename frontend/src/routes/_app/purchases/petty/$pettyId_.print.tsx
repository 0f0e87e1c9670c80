import { createFileRoute } from '@tanstack/react-router';
import { PettyPrintPage } from '@/features/procurement/petty/PettyPrintPage';
import { pettyQuery } from '@/features/procurement/petty/queries';

export const Route = createFileRoute('/_app/purchases/petty/$pettyId_/print')({
  loader: ({ context, params }) => context.queryClient.ensureQueryData(pettyQuery(params.pettyId)),
  component: () => <PettyPrintPage pettyId={Route.useParams().pettyId} />,
});
