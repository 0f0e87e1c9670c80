import { createFileRoute } from '@tanstack/react-router';
import { month } from '@/app/search-params';
import { StatementPage } from '@/features/procurement/petty/StatementPage';

export const Route = createFileRoute('/_app/purchases/petty/statement')({
  validateSearch: (search): { month?: string } => ({ month: month(search.month) }),
  component: Statement,
});

function Statement() {
  const navigate = Route.useNavigate();
  return (
    <StatementPage
      month={Route.useSearch().month}
      onMonth={(next) => void navigate({ search: { month: next }, replace: true })}
    />
  );
}
