import { createFileRoute } from '@tanstack/react-router';
import { runCategoriesQuery, runQuery } from '@/features/registers/depreciation/queries';
import { RunPrintPage } from '@/features/registers/depreciation/RunPrintPage';

export const Route = createFileRoute('/_app/assets/depreciation/$runId_/print')({
  loader: ({ context, params: { runId } }) =>
    Promise.all([
      context.queryClient.ensureQueryData(runQuery(runId)),
      context.queryClient.ensureQueryData(runCategoriesQuery(runId)),
    ]),
  component: () => <RunPrintPage runId={Route.useParams().runId} />,
});
