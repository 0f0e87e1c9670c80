import { createFileRoute } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import { ApprovalListPage } from '@/features/approvals/pages/ApprovalListPage';
import type { ApprovalScope } from '@/features/approvals/queries';

const SCOPES: readonly ApprovalScope[] = ['waiting_for_me', 'decided_by_me', 'all'];

export const Route = createFileRoute('/_app/approvals/')({
  validateSearch: (search): { view?: ApprovalScope } => ({
    view: SCOPES.find((scope) => scope === search.view),
  }),
  component: ApprovalList,
});

function ApprovalList() {
  const navigate = Route.useNavigate();
  const { permissions } = useMe();
  const usual = permissions.includes('approvals.decide') ? 'waiting_for_me' : 'all';
  return (
    <ApprovalListPage
      view={Route.useSearch().view ?? usual}
      onView={(view) =>
        void navigate({ search: { view: view === usual ? undefined : view }, replace: true })
      }
    />
  );
}
