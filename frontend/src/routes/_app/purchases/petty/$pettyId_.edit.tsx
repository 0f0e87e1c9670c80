import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { PettyFormPage } from '@/features/procurement/petty/PettyFormPage';
import { pettyQuery } from '@/features/procurement/petty/queries';

export const Route = createFileRoute('/_app/purchases/petty/$pettyId_/edit')({ component: Edit });

function Edit() {
  const { data } = useSuspenseQuery(pettyQuery(Route.useParams().pettyId));
  return <PettyFormPage petty={data} repair={null} />;
}
