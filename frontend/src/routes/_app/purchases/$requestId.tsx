import { createFileRoute } from '@tanstack/react-router';
import { RequestPage } from '@/features/procurement/pages/RequestPage';
import { requestQuery } from '@/features/procurement/queries';

export const Route = createFileRoute('/_app/purchases/$requestId')({
  loader: ({ context, params }) =>
    context.queryClient.ensureQueryData(requestQuery(params.requestId)),
  component: () => <RequestPage requestId={Route.useParams().requestId} />,
});
