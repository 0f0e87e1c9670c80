import { createFileRoute } from '@tanstack/react-router';
import { RequestPrintPage } from '@/features/procurement/claim/RequestPrintPage';
import { requestQuery } from '@/features/procurement/queries';

export const Route = createFileRoute('/_app/purchases/$requestId_/print')({
  loader: ({ context, params }) =>
    context.queryClient.ensureQueryData(requestQuery(params.requestId)),
  component: () => <RequestPrintPage requestId={Route.useParams().requestId} />,
});
