import { useQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { text } from '@/app/search-params';
import { PettyFormPage } from '@/features/procurement/petty/PettyFormPage';
import { forCaseQuery } from '@/features/procurement/petty/queries';

export const Route = createFileRoute('/_app/purchases/petty/new')({
  validateSearch: (search): { repair_case_id?: string } => ({
    repair_case_id: text(search.repair_case_id),
  }),
  loaderDeps: ({ search }) => ({ caseId: search.repair_case_id }),
  loader: ({ context, deps }) =>
    deps.caseId ? context.queryClient.ensureQueryData(forCaseQuery(deps.caseId)) : null,
  component: New,
});

function New() {
  const { repair_case_id: caseId } = Route.useSearch();
  const { data } = useQuery({ ...forCaseQuery(caseId ?? ''), enabled: caseId !== undefined });
  return <PettyFormPage key={caseId} petty={null} repair={caseId ? (data ?? null) : null} />;
}
