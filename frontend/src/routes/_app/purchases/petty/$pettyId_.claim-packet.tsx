import { createFileRoute } from '@tanstack/react-router';
import { PettyPacketPage } from '@/features/procurement/claim/PettyPacketPage';

export const Route = createFileRoute('/_app/purchases/petty/$pettyId_/claim-packet')({
  component: () => <PettyPacketPage pettyId={Route.useParams().pettyId} />,
});
