import { createFileRoute } from '@tanstack/react-router';
import { CaseListPage } from '@/features/repairs/pages/CaseListPage';
import { caseFilters } from '@/features/repairs/search';

export const Route = createFileRoute('/_app/repairs/')({
  validateSearch: caseFilters,
  component: CaseList,
});

function CaseList() {
  const navigate = Route.useNavigate();
  return (
    <CaseListPage
      search={Route.useSearch()}
      onSearch={(patch) =>
        void navigate({ search: (search) => ({ ...search, ...patch }), replace: true })
      }
    />
  );
}
