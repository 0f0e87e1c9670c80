import { createFileRoute } from '@tanstack/react-router';
import { usePermission } from '@/api/me';
import { PlacePage } from '@/features/campus/pages/PlacePage';
import { placeQuery } from '@/features/campus/queries';
import { ThingsHere } from '@/features/registers/components/ThingsHere';

export const Route = createFileRoute('/_app/places/$locationId')({
  loader: ({ context, params }) =>
    context.queryClient.ensureQueryData(placeQuery(params.locationId)),
  component: Place,
});

function Place() {
  const { locationId } = Route.useParams();
  const sees = usePermission('assets.view');
  const things = sees ? <ThingsHere key={locationId} locationId={locationId} /> : null;
  return <PlacePage locationId={locationId} things={things} />;
}
