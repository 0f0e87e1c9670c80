import { createFileRoute } from '@tanstack/react-router';
import { PettyPrintPage } from '@/features/procurement/petty/PettyPrintPage';

export const Route = createFileRoute('/_app/purchases/petty/$pettyId_/print')({
  component: () => <PettyPrintPage pettyId={Route.useParams().pettyId} />,
});
