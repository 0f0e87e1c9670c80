import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { type LineFilters, runQuery } from '@/features/registers/depreciation/queries';
import { RunPage } from '@/features/registers/depreciation/RunPage';

export const Route = createFileRoute('/_app/assets/depreciation/$runId')({
  validateSearch: (search): LineFilters => ({
    differs: text(search.differs),
    category: text(search.category),
  }),
  loader: ({ context, params }) => context.queryClient.ensureQueryData(runQuery(params.runId)),
  component: Run,
});

function Run() {
  const navigate = Route.useNavigate();
  return (
    <RunPage
      runId={Route.useParams().runId}
      filters={Route.useSearch()}
      onChange={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
