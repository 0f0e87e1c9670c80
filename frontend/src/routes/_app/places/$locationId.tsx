import { createFileRoute } from '@tanstack/react-router';
import { PlacePage } from '@/features/campus/pages/PlacePage';
import { placeQuery } from '@/features/campus/queries';

export const Route = createFileRoute('/_app/places/$locationId')({
  loader: ({ context, params }) =>
    context.queryClient.ensureQueryData(placeQuery(params.locationId)),
  component: () => <PlacePage locationId={Route.useParams().locationId} />,
});
