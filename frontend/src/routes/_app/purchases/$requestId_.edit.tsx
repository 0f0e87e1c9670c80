import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { RequestFormPage } from '@/features/procurement/pages/RequestFormPage';
import { requestQuery } from '@/features/procurement/queries';

export const Route = createFileRoute('/_app/purchases/$requestId_/edit')({
  loader: ({ context, params }) =>
    context.queryClient.ensureQueryData(requestQuery(params.requestId)),
  component: Edit,
});

function Edit() {
  const { data } = useSuspenseQuery(requestQuery(Route.useParams().requestId));
  return <RequestFormPage request={data} />;
}
